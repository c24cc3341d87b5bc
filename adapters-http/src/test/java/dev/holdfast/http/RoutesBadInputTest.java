package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad input on every real route, signed out and signed in: the oracles of {@link BadInput}, no
 * change by an error (O6), and a control user who stays who she is (O7, O9).
 */
final class RoutesBadInputTest {
  private static final String JSON = "Content-Type: application/json\r\n";

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

  @Test
  void checklist_14_9_no_post_takes_what_is_no_json() {
    for (String body : BadBodies.notJson()) {
      for (Route route : posts()) expect(Set.of(400), route, JSON, body);
    }
  }

  @Test
  void checklist_14_10_a_body_with_members_has_to_be_an_object() {
    for (String body : BadBodies.notAnObject()) {
      for (Route route : posts()) {
        if (route.body() != null) expect(Set.of(400), route, JSON, body);
      }
    }
  }

  @Test
  void checklist_14_10_no_member_is_converted_into_what_it_should_be() {
    for (String value : List.of("1", "true", "null", "[]", "{}", "[\"a\"]", "{\"$ne\":1}")) {
      for (Route route : posts()) {
        for (String member : List.of("email", "password", "name", "token", "callbackURL")) {
          boolean declared = route.body() != null && declares(route, member);
          if (declared) expect(Set.of(400), route, JSON, "{\"" + member + "\":" + value + "}");
        }
      }
    }
  }

  @Test
  void checklist_14_1_no_post_reads_more_than_its_limit() {
    var large = "{\"a\":\"" + "x".repeat(65_529) + "\"}";
    assertThat(large).hasSize(65_537);
    for (Route route : posts()) expect(Set.of(413), route, JSON, large);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "deflate", "gzip, gzip", "x-unknown"})
  void checklist_14_12_no_post_unpacks_anything(String coding) {
    for (Route route : posts()) {
      expect(Set.of(415), route, JSON + "Content-Encoding: " + coding + "\r\n", "{}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%p/",
        "/%p",
        "/.%p",
        "/x/..%p",
        "/%%2e%p",
        "/x%%2f..%p",
        "%p.",
        "%p%%20",
        "%p%%00",
        "%p;jsessionid=1",
        "%p;/ok",
        ";%p",
        "%p%%0d%%0aX:1",
        "%p%%2f",
        "%p%%5c",
        "%p%%c0%%af",
        "%p%%ff",
        "%p/ok",
        "/ok/..%p",
        "%p%%3f",
        "%p%%23",
        "%p%%25",
        "%p%%",
        "%p%%4"
      })
  void checklist_14_8_a_path_that_is_not_quite_a_route_is_none(String shape) {
    for (Route route : api.routes()) {
      var path = Api.BASE + shape.replace("%p", route.path()).replace("%%", "%");
      for (String headers : List.of("", signedIn)) {
        var line = route.method() + " " + path + " HTTP/1.1\r\n";
        api.wire()
            .expect(
                Set.of(400, 404),
                line
                    + "Host: x\r\nConnection: close\r\n"
                    + JSON
                    + headers
                    + "Content-Length: 0\r\n\r\n");
      }
    }
  }

  @Test
  void checklist_14_8_upper_case_and_encoded_letters_are_the_same_guard_or_no_route() {
    for (Route route : api.routes()) {
      if (route.access() == Access.ANYONE) continue;
      var encoded = "/%" + Integer.toHexString(route.path().charAt(1)) + route.path().substring(2);
      for (String path : List.of(route.path().toUpperCase(java.util.Locale.ROOT), encoded)) {
        var answer =
            api.send(
                route.method().name(), path, JSON, route.body() == null ? "" : "{\"token\":\"x\"}");
        assertThat(answer.status()).as(path).isIn(401, 404);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a.",
        ".a",
        "nodot",
        "%",
        "%zz.%zz",
        "%00.%00",
        "' OR 1=1--.x",
        "%25.x",
        "________________________________.x",
        "\"\"",
        "\"",
        "\".\"",
        "=",
        "==.==",
        "a=b.c=d"
      })
  void checklist_4_4_a_cookie_without_our_signature_is_nobody(String value) {
    int asked = api.sessions.calls();
    assertNobody("Cookie: " + Api.TOKEN_COOKIE + "=" + value);
    assertThat(api.sessions.calls()).isEqualTo(asked);
  }

  @Test
  void checklist_4_4_cut_long_and_foreign_signatures_are_nobody() {
    var token = ada.token();
    var signed = SecretsSigner.signed(Api.SECRET, token);
    var marked = SecretsSigner.signed(Api.SECRET, "true");
    List<String> values = new ArrayList<>();
    for (int cut = 1; cut <= 44; cut++) values.add(signed.substring(0, signed.length() - cut));
    values.add(signed + "=");
    values.add(signed + "A");
    values.add(signed.replace('+', '-').replace('/', '_').replaceFirst("=$", ""));
    values.add(token + "." + marked.substring(5));
    values.add(SecretsSigner.signed("another-secret-0123456789-0123456789", token));
    values.add(signed.replaceFirst("\\.", ".."));
    values.add("x".repeat(8_000) + ".x");
    for (String value : values) assertNobody("Cookie: " + Api.TOKEN_COOKIE + "=" + value);
  }

  @Test
  void a_value_signed_for_another_purpose_names_no_session() {
    var mark = SecretsSigner.signed(Api.SECRET, "true");
    assertNobody("Cookie: " + Api.TOKEN_COOKIE + "=" + mark);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__Secure-better-auth.session_token",
        "__Host-better-auth.session_token",
        "better-auth.session_data",
        "session_token",
        "BETTER-AUTH.SESSION_TOKEN",
        "better-auth.session_token.0",
        " better-auth.session_tokeN"
      })
  void a_good_value_under_another_name_is_nobody(String name) {
    assertNobody("Cookie: " + name + "=" + ada.cookie(Api.TOKEN_COOKIE).orElseThrow());
  }

  @Test
  void checklist_5_7_of_two_cookies_of_one_name_the_first_counts() {
    var good = Api.TOKEN_COOKIE + "=" + ada.cookie(Api.TOKEN_COOKIE).orElseThrow();
    var forged = Api.TOKEN_COOKIE + "=forged.x";
    assertNobody("Cookie: " + forged + "; " + good);
    assertNobody("Cookie: " + forged + "\r\nCookie: " + good);
    var answer = api.get("/get-session", "Cookie: " + good + "; " + forged);
    assertThat(Browser.emailOf(answer)).hasValue("ada@example.com");
  }

  @Test
  void many_cookies_are_read_or_refused_and_hide_nobody() {
    var many = String.join("; ", IntStream.range(0, 300).mapToObj(i -> "c" + i + "=v").toList());
    var good = Api.TOKEN_COOKIE + "=" + ada.cookie(Api.TOKEN_COOKIE).orElseThrow();
    assertThat(Browser.emailOf(api.get("/get-session", "Cookie: " + many + "; " + good)))
        .hasValue("ada@example.com");
    assertThat(api.get("/get-session", "Cookie: a=" + "x".repeat(16_384)).status()).isEqualTo(431);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic YTpi",
        "Bearer",
        "Bearer  ",
        "Bearer a b",
        "bearer\ttoken",
        "Bearer .",
        "Bearer ..",
        "Bearer a.b.c",
        "Bearer %00",
        "Bearer %zz.%zz",
        "Bearer sha256:x",
        "Bearer h_x",
        "Bearer ' OR 1=1--",
        "Bearer %",
        "Bearer ________________________________",
        "Digest x"
      })
  void checklist_4_17_a_bearer_token_that_is_none_is_nobody(String authorization) {
    assertNobody("Authorization: " + authorization);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?%00=1", "?=", "?&&&", "?a[b][c]=1", "?%ff=%ff", "?%=%", "?disableRefresh=%zz"})
  void a_query_that_means_nothing_changes_nothing(String query) {
    for (Route route : api.routes()) {
      if (route.method() == Route.Method.POST) continue;
      var plain = api.get(route.path());
      assertThat(api.get(route.path() + query).status()).isEqualTo(plain.status());
    }
  }

  private void assertNobody(String header) {
    var check = api.get("/get-session", header);
    assertThat(check.body()).as(header).isEqualTo("null");
    for (Route route : api.routes()) {
      if (route.access() == Access.ANYONE) continue;
      var answer =
          route.method() == Route.Method.GET
              ? api.get(route.path(), header)
              : api.post(route.path(), "{\"token\":\"x\"}", header, "Origin: " + api.origin());
      assertThat(answer.status()).as(route.path() + " " + header).isEqualTo(401);
    }
  }

  private void expect(Set<Integer> statuses, Route route, String headers, String body) {
    for (String credentials : List.of("", signedIn)) {
      var answer = api.send("POST", route.path(), headers + credentials, body);
      assertThat(answer.status())
          .as(route.path() + " " + (body.length() > 80 ? body.substring(0, 80) : body))
          .isIn(statuses);
    }
  }

  private List<Route> posts() {
    return api.routes().stream().filter(row -> row.method() == Route.Method.POST).toList();
  }

  private static boolean declares(Route route, String member) {
    var schema = route.body();
    return schema != null
        && schema.fields().stream().anyMatch(field -> field.name().equals(member));
  }
}
