package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first promise: no fault of the store is ever reported as an identity fact. */
final class StoreAwayTest {
  /** What answers without asking the store. */
  private static final Set<String> NEEDS_NO_STORE = Set.of("GET /ok", "POST /get-session");

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
  void checklist_4_15_every_route_is_503_and_no_cookie_is_touched() {
    var cookies = ada.cookieHeader();
    api.data.setAvailable(false);
    for (Route route : api.routes()) {
      if (NEEDS_NO_STORE.contains(route.method() + " " + route.path())) continue;
      assertLater(call(route), route);
    }
    api.data.setAvailable(true);
    assertThat(ada.cookieHeader()).isEqualTo(cookies);
    assertThat(ada.email()).hasValue("ada@example.com");
  }

  @Test
  void checklist_4_15_also_for_a_session_that_is_due_and_for_a_bearer_token() {
    api.clock.advance(Duration.ofDays(2));
    api.data.setAvailable(false);
    for (Route route : api.routes()) {
      if (route.access() == Access.ANYONE) continue;
      assertLater(call(route), route);
      var bearer = "Authorization: Bearer " + ada.token();
      assertLater(
          route.method() == Route.Method.GET
              ? api.get(route.path(), bearer)
              : api.post(route.path(), body(route), bearer),
          route);
    }
    assertThat(ada.get("/get-session").status()).isEqualTo(503);
  }

  @Test
  void checklist_4_15_when_only_the_second_question_fails_it_is_503_too() {
    var unknown = SecretsSigner.signed(Api.SECRET, "y".repeat(32));
    var stranger = api.browser().put(Api.TOKEN_COOKIE, unknown);
    api.sessions.fail("endingOf");
    assertThat(stranger.get("/get-session").status()).isEqualTo(503);
    assertThat(stranger.cookieHeader()).isPresent();
  }

  @Test
  void a_renewal_that_cannot_be_written_still_answers_the_session() {
    ada.get("/token"); // makes the first key
    api.clock.advance(Duration.ofDays(2));
    api.data.setWritable(false);
    var answer = ada.get("/get-session");
    assertThat(Browser.emailOf(answer)).hasValue("ada@example.com");
    assertThat(Browser.setCookies(answer)).isEmpty();
    assertThat(ada.get("/token").status()).isEqualTo(200);
    api.data.setWritable(true);
    assertThat(Browser.setCookies(ada.get("/get-session"))).hasSize(1);
  }

  @Test
  void an_expired_session_whose_row_cannot_be_removed_is_null_all_the_same() {
    api.clock.advance(Duration.ofDays(8));
    api.data.setWritable(false);
    var answer = ada.get("/get-session");
    assertThat(answer.body()).isEqualTo("null");
    assertThat(Browser.setCookies(answer)).isEqualTo(Api.DELETIONS);
  }

  @Test
  void what_has_to_be_written_and_cannot_is_503() {
    api.data.setWritable(false);
    for (String path : List.of("/sign-out", "/revoke-sessions", "/revoke-other-sessions")) {
      assertThat(ada.post(path, "{}").status()).as(path).isEqualTo(503);
    }
    assertThat(ada.post("/revoke-session", Bodies.revoke(ada.token())).status()).isEqualTo(503);
    assertThat(api.post("/sign-in/email", Bodies.signIn("Ada")).status()).isEqualTo(503);
    assertThat(api.post("/sign-up/email", Bodies.signUp("Grace")).status()).isEqualTo(503);
    assertThat(ada.email()).hasValue("ada@example.com");
  }

  @Test
  void checklist_3_1_a_wrong_password_is_never_told_from_a_right_one_by_an_absent_store() {
    api.data.setAvailable(false);
    var right = api.post("/sign-in/email", Bodies.signIn("Ada"));
    var wrong = api.post("/sign-in/email", Bodies.signInWith("ada@example.com", "wrong horse"));
    assertThat(wrong.status()).isEqualTo(right.status()).isEqualTo(503);
    assertThat(wrong.body()).isEqualTo(right.body());
  }

  @Test
  void bad_input_is_400_and_no_credentials_are_no_session_without_the_store() {
    api.data.setAvailable(false);
    assertThat(api.get("/get-session").body()).isEqualTo("null");
    assertThat(api.get("/list-sessions").status()).isEqualTo(401);
    assertThat(api.post("/sign-in/email", "{}").status()).isEqualTo(400);
    assertThat(api.get("/get-session", "Cookie: " + Api.TOKEN_COOKIE + "=x.y").body())
        .isEqualTo("null");
  }

  @Test
  void checklist_6_6_a_preflight_needs_no_store() {
    api.data.setAvailable(false);
    var answer =
        api.send(
            "OPTIONS",
            "/sign-out",
            "Origin: " + Api.APP + "\r\nAccess-Control-Request-Method: POST\r\n",
            "");
    assertThat(answer.status()).isEqualTo(204);
  }

  private RawHttp.Answer call(Route route) {
    return route.method() == Route.Method.GET
        ? ada.get(route.path())
        : ada.post(route.path(), body(route));
  }

  private static String body(Route route) {
    return switch (route.path()) {
      case "/sign-up/email" -> Bodies.signUp("Grace");
      case "/sign-in/email" -> Bodies.signIn("Ada");
      case "/revoke-session" -> Bodies.revoke("x");
      default -> "{}";
    };
  }

  private static void assertLater(RawHttp.Answer answer, Route route) {
    assertThat(answer.status()).as(route.path()).isEqualTo(503);
    assertThat(Integer.parseInt(answer.header("retry-after").orElseThrow())).isBetween(1, 5);
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"Service temporarily unavailable\",\"code\":\"SERVICE_UNAVAILABLE\"}");
    assertThat(Browser.setCookies(answer)).isEmpty();
    assertThat(answer.header("x-auth-reason")).hasValue("store_unavailable");
  }
}
