package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpServerTest {
  private static final String SIGN_IN = "/api/auth/sign-in/email";
  private static final String GOOD = "{\"email\":\"a@b.cd\",\"password\":\"12345678\"}";
  private static final String COOKIE = "Cookie: a=b\r\n";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_well_formed_request_id_comes_back_and_another_is_replaced() {
    assertThat(id("abc-1.2_3")).isEqualTo("abc-1.2_3");
    assertThat(id("a b")).isNotEqualTo("a b").matches("[a-z0-9]{20}");
    assertThat(id("x".repeat(129))).matches("[a-z0-9]{20}");
  }

  @Test
  void checklist_17_1_17_2_every_answer_has_the_security_headers() {
    for (String path : List.of("/api/auth/ok", "/nope", "/%zz", "/api/auth/test/bug")) {
      var answer = server.http().get(path, "");
      assertThat(answer.header("x-content-type-options")).hasValue("nosniff");
      assertThat(answer.header("referrer-policy")).hasValue("no-referrer");
      assertThat(answer.header("cache-control")).hasValue("no-store");
      assertThat(answer.header("content-security-policy"))
          .hasValue("default-src 'none'; frame-ancestors 'none'");
      assertThat(answer.header("content-type")).hasValue("application/json");
    }
  }

  @Test
  void a_header_of_a_route_comes_on_every_outcome() {
    assertThat(server.http().get("/api/auth/get-session", "").header("pragma"))
        .hasValue("no-cache");
  }

  @Test
  void checklist_4_15_what_is_unavailable_is_503_to_be_tried_again_and_touches_no_cookie() {
    var answer = server.http().get("/api/auth/test/unavailable", "");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(Integer.parseInt(answer.header("retry-after").orElseThrow())).isBetween(1, 5);
    assertThat(answer.header("set-cookie")).isEmpty();
    assertThat(answer.header("x-auth-reason")).hasValue("store_unavailable");
    assertThat(answer.body()).contains("SERVICE_UNAVAILABLE").doesNotContain("pool");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/auth/test/bug", "/api/auth/test/overflow"})
  void checklist_5_8_14_13_16_1_a_fault_tells_nothing_and_sets_no_cookie(String path) {
    var answer = server.http().get(path, "");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo("{\"message\":\"Internal Server Error\",\"code\":\"INTERNAL_SERVER_ERROR\"}");
    assertThat(answer.header("set-cookie")).isEmpty();
  }

  @Test
  void the_order_of_checks_decides_the_error() {
    var evil = "Origin: https://evil.tld\r\n";
    assertThat(code(SIGN_IN, COOKIE + evil, "{")).isEqualTo("BAD_REQUEST");
    assertThat(code(SIGN_IN, COOKIE + evil, "{}")).isEqualTo("INVALID_ORIGIN");
    assertThat(code(SIGN_IN, evil, "{}")).isEqualTo("VALIDATION_ERROR");
    assertThat(code(SIGN_IN, evil, GOOD)).isEqualTo("INVALID_ORIGIN");
    assertThat(code(SIGN_IN, "", "{\"callbackURL\":\"//evil.tld\"}"))
        .isEqualTo("INVALID_CALLBACK_URL");
    assertThat(code("/api/auth/revoke-session", "", "{}")).isEqualTo("VALIDATION_ERROR");
    assertThat(code("/api/auth/revoke-session", "", "{\"token\":\"t\"}")).isEqualTo("UNAUTHORIZED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|MISSING_OR_NULL_ORIGIN",
        "Origin: null|MISSING_OR_NULL_ORIGIN",
        "Origin: https://evil.tld|INVALID_ORIGIN",
        "Origin: https://auth.example.com.evil.tld|INVALID_ORIGIN",
        "Origin: https://auth.example.com@evil.tld|INVALID_ORIGIN",
        "Origin: https://auth.example.com, https://evil.tld|INVALID_ORIGIN",
        "Referer: https://evil.tld/a|INVALID_ORIGIN"
      })
  void checklist_6_1_a_request_with_cookies_needs_a_trusted_origin(String header, String code) {
    var line = header == null ? "" : header + "\r\n";
    assertThat(code("/api/auth/sign-out", COOKIE + line, "{}")).isEqualTo(code);
  }

  @Test
  void checklist_6_1_two_origins_are_none() {
    var two = "Origin: https://auth.example.com\r\nOrigin: https://evil.tld\r\n";
    assertThat(code("/api/auth/sign-out", COOKIE + two, "{}")).isEqualTo("INVALID_ORIGIN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://auth.example.com",
        "Origin: https://app.example.org",
        "Origin: https://x.trusted.tld",
        "Origin: myapp://callback",
        "Referer: https://auth.example.com/page?x=1",
        "Origin: null\r\nSec-Fetch-Site: same-origin"
      })
  void a_trusted_origin_passes(String header) {
    assertThat(
            server.http().postJson("/api/auth/sign-out", COOKIE + header + "\r\n", "{}").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sec-Fetch-Site: cross-site;Sec-Fetch-Mode: navigate|CROSS_SITE_NAVIGATION_LOGIN_BLOCKED",
        "Sec-Fetch-Mode: cors|MISSING_OR_NULL_ORIGIN",
        "Sec-Fetch-Mode: cors;Origin: https://evil.tld|INVALID_ORIGIN",
        "Origin: https://evil.tld|INVALID_ORIGIN",
        "Referer: https://evil.tld/|INVALID_ORIGIN"
      })
  void checklist_6_2_sign_in_forms_are_checked_without_cookies_too(String headers, String code) {
    assertThat(code(SIGN_IN, headers.replace(";", "\r\n") + "\r\n", GOOD)).isEqualTo(code);
  }

  @Test
  void a_refused_origin_is_an_event_with_what_came_and_what_is_trusted() {
    server.events.clear();
    code(SIGN_IN, "Origin: https://evil.tld\r\n", GOOD);
    assertThat(server.events)
        .singleElement()
        .isInstanceOfSatisfying(
            HttpEvent.OriginRefused.class,
            event -> {
              assertThat(event.received()).isEqualTo("https://evil.tld");
              assertThat(event.trusted()).contains(TestServer.OWN, TestServer.APP);
            });
  }

  @Test
  void checklist_6_6_a_trusted_page_may_ask_first() {
    var answer = preflight(TestServer.APP);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("access-control-allow-origin")).hasValue(TestServer.APP);
    assertThat(answer.header("access-control-allow-credentials")).hasValue("true");
    assertThat(answer.header("access-control-allow-headers"))
        .hasValue("content-type, authorization, x-request-id");
    assertThat(answer.header("vary")).hasValue("Origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.tld",
        "https://app.example.org.evil.tld",
        "https://evilapp.example.org",
        "null",
        "https://APP.example.org",
        "https://app.example.org:8443",
        "https://app.example.org.",
        "https://app.example.org/"
      })
  void checklist_6_5_others_get_no_cors_header(String origin) {
    for (var answer :
        List.of(
            preflight(origin), server.http().get("/api/auth/ok", "Origin: " + origin + "\r\n"))) {
      assertThat(answer.headers().toString().toLowerCase(java.util.Locale.ROOT))
          .doesNotContain("access-control-");
    }
  }

  @Test
  void a_body_without_a_type_is_no_body() {
    var answer = server.http().post(SIGN_IN, "", GOOD);
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"[body] Invalid input: expected object, received undefined\","
                + "\"code\":\"VALIDATION_ERROR\"}");
  }

  @Test
  void validation_texts_are_those_of_the_reference_in_the_order_of_the_schema() {
    var answer =
        server
            .http()
            .postJson("/api/auth/sign-up/email", "", "{\"password\":\"\",\"email\":\"a\"}");
    assertThat(answer.body())
        .contains(
            "[body.name] Invalid input: expected string, received undefined; "
                + "[body.email] Invalid email address; "
                + "[body.password] Too small: expected string to have >=1 characters");
    assertThat(server.http().postJson("/api/auth/sign-up/email", "", "[]").body())
        .contains(
            "[body] Invalid input: expected object, received array; "
                + "[body] Invalid input: expected record, received array");
  }

  @Test
  void forms_are_taken_where_the_route_says_so() {
    var form = "Content-Type: application/x-www-form-urlencoded\r\n";
    assertThat(server.http().post(SIGN_IN, form, "email=a%40b.cd&password=p+q").status())
        .isEqualTo(200);
    assertThat(server.http().post("/api/auth/sign-out", form, "a=b").body())
        .contains("Allowed types: application/json\"");
  }

  @Test
  void checklist_15_4_a_location_carries_only_plain_characters() {
    var answer = server.http().get("/api/auth/reset-password/x?callbackURL=/a", "");
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).hasValue("/%C3%A9?a=b");
  }

  private static RawHttp.Answer preflight(String origin) {
    return server
        .http()
        .send(
            "OPTIONS",
            "/api/auth/ok",
            "Origin: " + origin + "\r\nAccess-Control-Request-Method: POST\r\n",
            "");
  }

  private static String id(String given) {
    return server
        .http()
        .get("/api/auth/ok", "x-request-id: " + given + "\r\n")
        .header("x-request-id")
        .orElseThrow();
  }

  private static String code(String path, String headers, String body) {
    return server.http().postJson(path, headers, body).body().replaceAll(".*\"code\":\"|\"}", "");
  }
}
