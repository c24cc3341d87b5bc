package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Well-framed requests with something odd about them (bad input, sections B, C, D and F), on every
 * route that the server has, signed out and signed in. The answer is an error in our form or the
 * one that the route gives anyway; an error changes nothing; the control user stays who she is.
 */
final class OddRequestsTest {
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

  private final Api api = new Api();
  private Browser ada;
  private String signedIn = "";
  private Object before = "";

  @BeforeEach
  void ada_is_the_control_user() {
    ada = api.signedUp("Ada");
    api.get("/jwks"); // the first key is made here
    signedIn = ada.cookieHeader().orElseThrow() + "\r\nOrigin: " + api.origin() + "\r\n";
    before = api.data.contents();
  }

  @AfterEach
  void nothing_changed_and_ada_is_who_she_was() {
    assertThat(api.data.contents()).isEqualTo(before);
    assertThat(ada.email()).hasValue("ada@example.com");
    assertThat(api.get("/get-session").body()).isEqualTo("null");
    api.close();
  }

  private RawHttp.Answer send(Route route, String query, String headers, String body) {
    var path = api.pathOf(route) + query;
    var answer = api.wire().http().send(route.method().name(), path, headers, body);
    api.wire().check(answer);
    return answer;
  }

  /** The same route with nothing odd about the request, from nobody. */
  private int plainly(Route route) {
    return send(route, "", route.method() == Route.Method.POST ? JSON : "", body(route)).status();
  }

  /** Taken by every route for JSON, and by none for what it should do. */
  private static String body(Route route) {
    return route.method() == Route.Method.GET ? "" : "[]";
  }

  private Stream<Route> posts() {
    return api.everyRoute().stream().filter(row -> row.method() == Route.Method.POST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override: DELETE",
        "X-HTTP-Method-Override: POST",
        "X-HTTP-Method: POST",
        "X-Method-Override: POST",
        "X-Original-URL: /api/auth/revoke-sessions",
        "X-Rewrite-URL: /api/auth/revoke-sessions",
        "X-Forwarded-Prefix: /x",
        "X-Forwarded-Host: evil.tld",
        "X-Forwarded-Proto: http",
        "Forwarded: host=evil.tld;proto=http",
        "X-Forwarded-For: 1.2.3.4, ::ffff:1.2.3.4, <x>",
        "Accept: text/html",
        "Accept: application/xml",
        "Accept: */*;q=x",
        "Accept-Encoding: gzip;q=-1",
        "Range: bytes=0-1",
        "If-Match: *",
        "If-Modified-Since: x",
        "TE: trailers, gzip",
        "Trailer: Content-Length",
        "Via: 1.1 evil.tld",
        "Cookie: \u00ff=\u00ff",
        "Authorization: \u00ff"
      })
  void a_header_that_means_nothing_here_changes_nothing(String header) {
    for (Route route : api.everyRoute()) {
      var type = route.method() == Route.Method.POST ? JSON : "";
      var answer = send(route, "?_method=POST", type + header + "\r\n", body(route));
      assertThat(answer.status())
          .as(route.path() + " " + header)
          .isIn(plainly(route), header.startsWith("Cookie") ? 403 : plainly(route));
      assertThat(answer.headers().toString() + answer.body()).doesNotContain("evil");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2c", "websocket", "HTTP/3.0", "TLS/1.0", ""})
  void nothing_is_upgraded(String protocol) {
    for (Route route : api.everyRoute()) {
      var upgrade = "Upgrade: " + protocol + "\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n";
      for (String connection : List.of("", "Connection: Upgrade, HTTP2-Settings\r\n")) {
        var answer = send(route, "", JSON + upgrade + connection, body(route));
        assertThat(answer.status()).as(route.path()).isIn(plainly(route), 400);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8 * 1024, 16 * 1024})
  void a_long_header_is_passed_over_or_431(int bytes) {
    for (Route route : api.everyRoute()) {
      for (String name : List.of("Accept", "Cookie", "Authorization", "Origin", "X-Request-Id")) {
        var header = name + ": " + "a".repeat(bytes) + "\r\n";
        var answer = send(route, "", JSON + header, body(route));
        var usual = Set.of(plainly(route), 403);
        if (bytes < 16 * 1024) assertThat(usual).as(name).contains(answer.status());
        else assertThat(answer.status()).as(route.path() + name).isEqualTo(431);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Origin: null",
        "Origin: ",
        "Origin: https://localhost:3000.evil.tld",
        "Origin: http://localhost:3000@evil.tld",
        "Origin: http://localhost:3000, https://evil.tld",
        "Origin: http://localhost:3000\r\nOrigin: https://evil.tld",
        "Origin: https://evil.tld\r\nOrigin: http://localhost:3000",
        "Origin: http://localhost:3001",
        "Origin: http://LOCALHOST.:3000",
        "Origin: http://localhost:3000\u00ff",
        "Origin: file://",
        "Origin: https://evilapp.example.org",
        "Origin: https://app.example.org.evil.tld",
        "Referer: https://evil.tld/http://localhost:3000",
        "Referer: http://localhost:3000@evil.tld/"
      })
  void checklist_6_1_no_post_with_a_cookie_passes_from_nowhere_or_elsewhere(String origin) {
    var cookie = ada.cookieHeader().orElseThrow() + "\r\n";
    posts()
        .forEach(
            route -> {
              var headers = JSON + cookie + (origin.isEmpty() ? "" : origin + "\r\n");
              var answer = send(route, "", headers, Bodies.of(route));
              assertThat(answer.status()).as(route.path()).isEqualTo(403);
              assertThat(answer.body()).containsPattern("(MISSING_OR_NULL|INVALID)_ORIGIN");
            });
  }

  @Test
  void checklist_6_5_a_preflight_from_elsewhere_gets_no_leave_and_changes_nothing() {
    for (Route route : api.everyRoute()) {
      for (String method : List.of("POST", "DELETE", "x".repeat(4_000), "\u00ff")) {
        var headers = "Access-Control-Request-Method: " + method + "\r\nOrigin: ";
        for (String origin : List.of("https://evil.tld", "null", "*")) {
          var answer =
              api.wire()
                  .http()
                  .send(
                      "OPTIONS", api.pathOf(route), headers + origin + "\r\n" + signedCookie(), "");
          assertThat(answer.status()).isIn(204, 403, 404);
          assertThat(answer.headers().toString()).doesNotContainIgnoringCase("access-control-");
        }
      }
    }
  }

  private String signedCookie() {
    return ada.cookieHeader().orElseThrow() + "\r\n";
  }

  @Test
  void checklist_14_7_other_methods_find_no_route() {
    for (Route route : api.everyRoute()) {
      for (String method :
          List.of("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "LINK", "get", "POSTX")) {
        var answer =
            api.wire().http().send(method, api.pathOf(route), signedIn + JSON, Bodies.of(route));
        api.wire().check(answer);
        assertThat(answer.status()).as(method + route.path()).isIn(404, 405);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?%00=1",
        "?=",
        "?&&&",
        "?a[b][c]=1",
        "?a=1&a=2",
        "?%ff=%ff",
        "?%",
        "?token=a&token=b",
        "?callbackURL=/a&callbackURL=//evil",
        "?disableCookieCache=[]",
        "??",
        "?<script>",
        "?a=${jndi:ldap://evil}",
        "?;a=1;b=2"
      })
  void checklist_14_11_an_odd_query_means_nothing_or_400(String query) {
    for (Route route : api.everyRoute()) {
      for (String credentials : List.of("", signedIn)) {
        if (route.method() == Route.Method.POST && !credentials.isEmpty()) continue;
        var plain = send(route, "", JSON + credentials, body(route)).status();
        var answer = send(route, query, JSON + credentials, body(route));
        assertThat(answer.status()).as(route.path() + query).isIn(plain, 400, 403);
        assertThat(answer.headers().toString() + answer.body()).doesNotContain("evil", "<script");
      }
    }
  }

  @Test
  void a_query_of_very_many_pairs_means_nothing() {
    var pairs =
        IntStream.range(0, 500).mapToObj(i -> "a" + i + "=").collect(Collectors.joining("&"));
    for (Route route : api.everyRoute()) {
      assertThat(send(route, "?" + pairs, JSON, body(route)).status()).isEqualTo(plainly(route));
    }
  }

  /** Bad input D8 and D5: what costs a parser much is given up early. */
  @Test
  void checklist_14_9_many_and_colliding_members_are_refused_at_once() {
    var many = IntStream.range(0, 5_000).mapToObj(i -> "\"k" + i + "\":0");
    var colliding = IntStream.range(0, 2_048).mapToObj(i -> "\"" + colliding(i, 11) + "\":0");
    for (Stream<String> members : List.of(many, colliding)) {
      var body = members.collect(Collectors.joining(",", "{", "}"));
      posts()
          .forEach(
              route -> {
                long begun = System.nanoTime();
                assertThat(send(route, "", JSON, body).status()).isIn(400, 413);
                assertThat(System.nanoTime() - begun).as("2 s are O4's").isLessThan(2_000_000_000L);
              });
    }
  }

  /** Each of the texts of "Aa" and "BB" has the same hash code. */
  private static String colliding(int number, int length) {
    return IntStream.range(0, length)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }

  @Test
  void checklist_6_4_a_body_of_the_other_kind_is_415_or_400() {
    posts()
        .forEach(
            route -> {
              for (String form :
                  List.of("email=a&email=b", "email[]=a&email[]=b", "a=%00", "a=%ZZ")) {
                assertThat(send(route, "", JSON, form).status()).as(route.path()).isEqualTo(400);
                int expected = route.formBodies() ? 400 : 415;
                assertThat(send(route, "", FORM, form).status())
                    .as(route.path())
                    .isEqualTo(expected);
              }
              for (String type :
                  List.of("", " ", ";", "/", "application/json, text/plain", "\u00ff")) {
                var answer = send(route, "", "Content-Type: " + type + "\r\n", "{}");
                assertThat(answer.status()).as(route.path() + type).isEqualTo(415);
              }
              var twice = send(route, "", JSON + "Content-Type: text/plain\r\n", "[");
              assertThat(twice.status()).isIn(400, 415);
            });
  }
}
