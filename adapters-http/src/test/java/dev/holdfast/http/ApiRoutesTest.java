package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of routes, and the rules that hold for each of its rows. */
final class ApiRoutesTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Api api = new Api();
  private Browser ada;

  @BeforeEach
  void ada_is_signed_in() {
    ada = api.signedUp("Ada");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void checklist_18_1_who_may_call_what_changes_only_together_with_this_table() {
    assertThat(api.routes().stream().map(ApiRoutesTest::row).collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            POST /sign-up/email ANYONE body form csrf
            POST /sign-in/email ANYONE body form csrf
            POST /sign-out ANYONE body
            GET /get-session ANYONE
            POST /get-session ANYONE
            GET /list-sessions FRESH
            POST /revoke-session SENSITIVE body
            POST /revoke-sessions SENSITIVE
            POST /revoke-other-sessions SENSITIVE
            GET /token SESSION
            GET /jwks ANYONE
            GET /ok ANYONE\
            """);
  }

  @Test
  void checklist_18_1_what_is_not_open_to_anyone_is_closed_without_credentials() {
    for (Route route : api.routes()) {
      if (route.access() == Access.ANYONE) continue;
      assertThat(call(route, api.browser(), "{\"token\":\"x\"}").status())
          .as(route.path())
          .isEqualTo(401);
    }
  }

  @Test
  void a_handler_that_is_open_to_anyone_is_told_of_no_caller() {
    var open =
        Route.get("/x", Access.ANYONE, exchange -> exchange.answer(exchange.caller().toString()));
    try (var server = new TestServer(List.of(open))) {
      assertThat(server.http().get("/api/auth/x", "").status()).isEqualTo(500);
    }
  }

  @Test
  void a_row_stands_once() {
    var row = api.routes().getFirst();
    assertThatThrownBy(() -> new Routes("/api/auth", List.of(row, row)))
        .hasMessageContaining("/sign-up/email");
  }

  @Test
  void checklist_6_1_every_post_with_a_cookie_needs_a_trusted_origin() {
    var before = api.data.sessions();
    for (Route route : posts()) {
      for (var origin : List.of("", "Origin: null", "Origin: https://evil.tld")) {
        var code = origin.contains("evil") ? "INVALID_ORIGIN" : "MISSING_OR_NULL_ORIGIN";
        List<String> headers = new ArrayList<>(List.of(ada.cookieHeader().orElseThrow()));
        if (!origin.isEmpty()) headers.add(origin);
        var answer = api.post(route.path(), body(route), headers.toArray(String[]::new));
        assertThat(answer.status()).as(route.path() + origin).isEqualTo(403);
        assertThat(answer.body()).contains(code);
      }
    }
    assertThat(api.data.sessions()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost:3000",
        "http://localhost",
        "http://localhost:3001",
        "http://localhost:3000.evil.tld",
        "http://localhost:3000@evil.tld",
        "http://evil.tld#http://localhost:3000",
        "https://app.example.org.evil.tld",
        "https://evilapp.example.org",
        "http://app.example.org",
        "https://app.example.org:444",
        "file://",
        "data:"
      })
  void checklist_6_8_what_only_looks_like_a_trusted_origin_is_403(String origin) {
    var answer =
        api.post("/revoke-sessions", "{}", ada.cookieHeader().orElseThrow(), "Origin: " + origin);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(ada.email()).hasValue("ada@example.com");
  }

  @Test
  void checklist_6_2_a_form_of_another_site_signs_nobody_in() {
    var before = api.data.sessions();
    for (String path : List.of("/sign-in/email", "/sign-up/email")) {
      var body = path.equals("/sign-in/email") ? Bodies.signIn("Ada") : Bodies.signUp("Eve");
      for (String[] headers :
          List.of(
              new String[] {"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"},
              new String[] {"Sec-Fetch-Mode: cors"},
              new String[] {"Origin: https://evil.tld"},
              new String[] {"Referer: https://evil.tld/form"})) {
        assertThat(api.post(path, body, headers).status()).isEqualTo(403);
      }
    }
    assertThat(api.data.sessions()).isEqualTo(before);
    assertThat(api.post("/sign-in/email", Bodies.signIn("Ada")).status()).isEqualTo(200);
  }

  @Test
  void checklist_6_3_no_get_and_no_other_method_changes_anything() {
    var before = api.data.sessions();
    for (Route route : api.routes()) {
      for (String method : List.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH")) {
        var headers = ada.cookieHeader().orElseThrow() + "\r\nOrigin: " + api.origin() + "\r\n";
        var answer = api.send(method, route.path(), headers, "");
        boolean known = method.equals("GET") && answersGet(route.path());
        assertThat(answer.status()).as(method + route.path()).isEqualTo(known ? 200 : 404);
      }
    }
    assertThat(api.data.sessions()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/json-evil",
        "application/vnd.api+json",
        "application/xml",
        "*/*"
      })
  void checklist_6_4_another_media_type_is_415_on_every_post_and_writes_nothing(String type) {
    for (Route route : posts()) {
      var allowed = route.formBodies() ? FORM + ", application/json" : "application/json";
      var answer = api.send("POST", route.path(), "Content-Type: " + type + "\r\n", body(route));
      assertThat(answer.status()).as(route.path()).isEqualTo(415);
      assertThat(answer.body())
          .isEqualTo(
              "{\"message\":\"Content-Type \\\"%s\\\" is not allowed. Allowed types: %s\","
                      .formatted(type, allowed)
                  + "\"code\":\"UNSUPPORTED_MEDIA_TYPE\"}");
    }
    assertThat(api.data.sessions()).hasSize(1);
  }

  @Test
  void checklist_6_5_a_trusted_page_may_read_the_answers_and_the_tokens_beside_them() {
    var answer = api.get("/get-session", ada.cookieHeader().orElseThrow(), "Origin: " + Api.APP);
    assertThat(answer.header("access-control-allow-origin")).hasValue(Api.APP);
    assertThat(answer.header("access-control-allow-credentials")).hasValue("true");
    assertThat(answer.header("access-control-expose-headers").orElseThrow())
        .startsWith("set-auth-jwt, ")
        .contains("x-request-id", "retry-after");
    var evil =
        api.get("/get-session", ada.cookieHeader().orElseThrow(), "Origin: https://evil.tld");
    assertThat(evil.header("access-control-allow-origin")).isEmpty();
  }

  @Test
  void a_return_address_that_is_not_trusted_is_403_on_every_post() {
    for (Route route : posts()) {
      for (String member :
          List.of("callbackURL", "redirectTo", "errorCallbackURL", "newUserCallbackURL")) {
        var answer = api.post(route.path(), "{\"" + member + "\":\"https://evil.tld\"}");
        assertThat(answer.status()).as(route.path() + member).isEqualTo(403);
      }
    }
  }

  private List<Route> posts() {
    return api.routes().stream().filter(row -> row.method() == Route.Method.POST).toList();
  }

  private boolean answersGet(String path) {
    return api.routes().stream()
        .anyMatch(row -> row.path().equals(path) && row.method() == Route.Method.GET);
  }

  private static RawHttp.Answer call(Route route, Browser browser, String body) {
    return route.method() == Route.Method.GET
        ? browser.get(route.path())
        : browser.post(route.path(), body);
  }

  private static String body(Route route) {
    return switch (route.path()) {
      case "/sign-up/email" -> Bodies.signUp("Eve");
      case "/sign-in/email" -> Bodies.signIn("Ada");
      case "/revoke-session" -> Bodies.revoke("x");
      default -> "{}";
    };
  }

  private static String row(Route route) {
    return route.method()
        + " "
        + route.path()
        + " "
        + route.access()
        + (route.body() == null ? "" : " body")
        + (route.formBodies() ? " form" : "")
        + (route.formCsrf() ? " csrf" : "");
  }
}
