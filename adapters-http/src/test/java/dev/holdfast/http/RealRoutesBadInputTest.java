package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input, sections A to D and F, over every real route, signed out and signed in. */
final class RealRoutesBadInputTest {
  private static final Set<Integer> REFUSED = Set.of(400, 401, 403, 404, 413, 415, 422, 431);

  /** Where any JSON is accepted and ignored, a strange one is no error. */
  private static final Set<Integer> REFUSED_OR_IGNORED =
      Set.of(200, 400, 401, 403, 404, 405, 413, 415, 422, 431);

  private static Api api;
  private static BadInput bad;
  private static Api.Answer control;

  @BeforeAll
  static void start() {
    api = new Api();
    bad = new BadInput(api.port());
    control = api.signUp("Control");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void the_control_user_is_still_who_she_is() {
    assertThat(api.get("/get-session", "cookie", control.cookie()).body())
        .contains("\"name\":\"Control\"");
    assertThat(api.data.sessions()).as("no state changed by an error").hasSize(1);
  }

  static Stream<Route> posts() {
    return api.routes.stream().filter(route -> route.method() == Route.Method.POST);
  }

  private static String post(Route route, String type, String more, String body) {
    return "POST /api/auth%s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n%s"
        .formatted(route.path(), type, body.length(), more, body);
  }

  @ParameterizedTest
  @MethodSource("posts")
  void bodies_that_are_no_json_are_refused_everywhere(Route route) {
    for (var body :
        List.of(
            "{",
            "{\"a\":1}}",
            "{\"a\":1} {\"b\":2}",
            "{'a':1}",
            "{\"a\":1,}",
            "{\"a\":1,\"\\u0061\":2}",
            "{\"a\":\"\\u0000\"}",
            "{\"a\":\"\\ud800\"}",
            "[".repeat(5000),
            "{\"a\":".repeat(3000),
            "nul",
            "\u00ef\u00bb\u00bf{}",
            "{\"a\":" + "9".repeat(60) + "}",
            "{\"a\":\"" + "x".repeat(20_000) + "\"}")) {
      bad.expect(Set.of(400), post(route, "application/json", "", body));
    }
  }

  @ParameterizedTest
  @MethodSource("posts")
  void bodies_of_the_wrong_shape_or_type_change_nothing(Route route) {
    for (var body :
        List.of(
            "null",
            "true",
            "42",
            "\"str\"",
            "[]",
            "[{}]",
            "{\"email\":{},\"password\":[\"a\"],\"name\":1,\"token\":5}",
            "{\"email\":\"a@b.cd\",\"password\":12345678,\"name\":\"x\",\"token\":null}",
            "{\"email\":\"a@b.cd\",\"password\":\"12345678x\",\"rememberMe\":\"false\",\"token\":[]}")) {
      var allowed = route.body() == null || route.path().equals("/sign-out");
      bad.expect(allowed ? REFUSED_OR_IGNORED : REFUSED, post(route, "application/json", "", body));
    }
  }

  @ParameterizedTest
  @MethodSource("posts")
  void checklist_6_4_other_media_types_are_refused(Route route) {
    for (var type :
        List.of(
            "text/plain",
            "multipart/form-data; boundary=x",
            "application/json-evil",
            "application/vnd.api+json",
            "text/html, application/json")) {
      bad.expect(Set.of(415), post(route, type, "", "{\"a\":1}"));
    }
  }

  @ParameterizedTest
  @MethodSource("posts")
  void checklist_6_1_a_cookie_needs_a_trusted_origin(Route route) {
    var cookie = "Cookie: " + control.cookie() + "\r\n";
    for (var origin :
        List.of(
            "",
            "Origin: null\r\n",
            "Origin: https://app.example.com.evil.tld\r\n",
            "Origin: https://evilapp.example.com\r\n",
            "Origin: https://app.example.com@evil.tld\r\n",
            "Origin: https://app.example.com, https://evil.tld\r\n",
            "Origin: http://app.example.com\r\n",
            "Origin: https://app.example.com:444\r\n")) {
      var answer =
          bad.expect(
              Set.of(403),
              post(
                  route,
                  "application/json",
                  cookie + origin,
                  "{\"token\":\"x\",\"email\":\"a@b.cd\",\"password\":\"long"
                      + " enough\",\"name\":\"n\"}"));
      assertThat(answer.body()).containsAnyOf("INVALID_ORIGIN", "MISSING_OR_NULL_ORIGIN");
    }
  }

  static Stream<String> cookies() {
    var token = control.token();
    var good = HmacSigner.signed(Api.CURRENT, token);
    List<String> values =
        new ArrayList<>(
            List.of(
                "",
                ".",
                "a.",
                ".a",
                "nodot",
                token,
                good.substring(0, good.length() - 1),
                good + "=",
                good.replace(".", ".."),
                HmacSigner.signed(Api.CURRENT, "true"),
                HmacSigner.signed(Api.CURRENT, "' OR 1=1--"),
                HmacSigner.signed(Api.CURRENT, "%"),
                HmacSigner.signed(Api.CURRENT, "_".repeat(32)),
                HmacSigner.signed("another secret", token),
                "x".repeat(8000)));
    return values.stream();
  }

  @ParameterizedTest
  @MethodSource("cookies")
  void strange_cookies_are_nobody(String value) {
    var answer =
        bad.expect(
            Set.of(200),
            "GET /api/auth/get-session HTTP/1.1\r\nHost: x\r\nCookie: %s=%s\r\nConnection: close\r\n\r\n"
                .formatted(Api.COOKIE, value));

    assertThat(answer.body()).isEqualTo("null");
  }

  @Test
  void of_two_cookies_of_one_name_the_first_counts() {
    var good = control.cookie();
    var forged = Api.COOKIE + "=forged.signature";

    assertThat(api.get("/get-session", "cookie", good + "; " + forged).body()).contains("Control");
    assertThat(api.get("/get-session", "cookie", forged + "; " + good).body()).isEqualTo("null");
  }

  @Test
  void three_hundred_cookies_and_a_cookie_too_large_are_no_fault() {
    var many = "a=b; ".repeat(300) + control.cookie();
    assertThat(api.get("/get-session", "cookie", many).body()).contains("Control");

    bad.expect(
        Set.of(431),
        "GET /api/auth/get-session HTTP/1.1\r\nHost: x\r\nCookie: a=%s\r\nConnection: close\r\n\r\n"
            .formatted("x".repeat(17_000)));
  }

  @Test
  void checklist_18_1_every_route_says_who_may_call_it() {
    assertThat(api.routes)
        .extracting(route -> route.method() + " " + route.path() + " " + route.access())
        .containsExactly(
            "POST /sign-up/email ANYONE",
            "POST /sign-in/email ANYONE",
            "POST /sign-out ANYONE",
            "GET /get-session ANYONE",
            "POST /get-session ANYONE",
            "GET /list-sessions FRESH",
            "POST /revoke-session SENSITIVE",
            "POST /revoke-sessions SENSITIVE",
            "POST /revoke-other-sessions SENSITIVE",
            "GET /token SESSION",
            "GET /jwks ANYONE",
            "GET /ok ANYONE");
  }

  @Test
  void checklist_15_6_guarded_routes_refuse_who_is_not_signed_in() {
    for (var route : api.routes) {
      if (route.access() == Access.ANYONE) continue;
      var answer =
          route.method() == Route.Method.GET
              ? api.get(route.path())
              : api.post(route.path(), "{\"token\":\"x\"}");
      assertThat(answer.status()).as(route.path()).isEqualTo(401);
      assertThat(answer.body())
          .isEqualTo("{\"message\":\"Unauthorized\",\"code\":\"UNAUTHORIZED\"}");
    }
  }
}
