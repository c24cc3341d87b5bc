package dev.holdfast.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.application.testing.Sessions;
import dev.holdfast.domain.session.SessionPolicy;
import dev.holdfast.domain.session.TokenForm;
import dev.holdfast.http.Api;
import dev.holdfast.http.Bodies;
import dev.holdfast.http.Browser;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listing and revoking one's own sessions (protocol endpoints). */
final class OwnSessionsRoutesTest {
  private static final String DONE = "{\"status\":true}";

  private final Api api = new Api();
  private Browser laptop;
  private Browser phone;

  @BeforeEach
  void ada_has_two_devices() {
    laptop = api.signedUp("Ada");
    api.clock.advance(Duration.ofMinutes(1));
    phone = api.signedIn("Ada");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void checklist_4_5_the_list_shows_the_own_token_and_a_handle_for_the_others() {
    var body = laptop.get("/list-sessions").body();
    assertThat(body)
        .matches(
            "\\[\\{\"expiresAt\":\"2026-12-01T04:03:03.035Z\",\"token\":\""
                + laptop.token()
                + "\",\"createdAt\":\"[^\"]+\",\"updatedAt\":\"[^\"]+\","
                + "\"ipAddress\":\"127.0.0.1\",\"userAgent\":\"\",\"userId\":\"[a-z0-9]{32}\","
                + "\"id\":\"[a-z0-9]{32}\"},\\{\"expiresAt\":\"2026-12-01T04:04:03.035Z\","
                + "\"token\":\"h_([a-z0-9]{32})\",.*,\"id\":\"\\1\"}\\]")
        .doesNotContain(phone.token());
  }

  @Test
  void beside_the_reference_the_list_shows_all_tokens_as_it_does() {
    var plain = FixedEnvironment.defaults().with(Sessions.policy(TokenForm.PLAIN));
    try (var coexisting = new Api(plain)) {
      var one = coexisting.signedUp("Ada");
      var other = coexisting.signedIn("Ada");
      assertThat(one.get("/list-sessions").body()).contains(one.token(), other.token());
    }
  }

  @Test
  void checklist_4_12_the_list_shows_nobody_elses_sessions() {
    var grace = api.signedUp("Grace");
    assertThat(grace.get("/list-sessions").body().split("\"id\":", -1)).hasSize(2);
  }

  @Test
  void checklist_4_12_a_stale_session_may_not_list_and_keeps_its_cookie() {
    api.clock.advance(Duration.ofDays(1));
    var answer = laptop.get("/list-sessions");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .isEqualTo("{\"message\":\"Session is not fresh\",\"code\":\"SESSION_NOT_FRESH\"}");
    assertThat(laptop.email()).hasValue("ada@example.com");
  }

  @Test
  void a_refusal_that_can_carry_no_cookie_renews_nothing() {
    api.clock.advance(Duration.ofDays(6).plusHours(23));
    assertThat(laptop.get("/list-sessions").status()).isEqualTo(403);
    assertThat(Browser.setCookies(laptop.get("/get-session")))
        .singleElement()
        .asString()
        .contains("; Max-Age=604800; ");
  }

  @Test
  void a_fresh_session_that_is_due_is_renewed_by_listing_as_by_any_other_route() {
    var hourly =
        new SessionPolicy(
            Duration.ofDays(7),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ZERO,
            null,
            TokenForm.DIGEST);
    try (var busy = new Api(FixedEnvironment.defaults().with(hourly))) {
      var ada = busy.signedUp("Ada");
      busy.clock.advance(Duration.ofHours(2));

      assertThat(Browser.setCookies(ada.get("/list-sessions")))
          .singleElement()
          .asString()
          .contains("; Max-Age=604800; ");
    }
  }

  @Test
  void revoking_another_device_by_its_handle_ends_it_and_touches_no_cookie() {
    var handle = handleOf(laptop);
    var answer = laptop.post("/revoke-session", Bodies.revoke(handle));
    assertThat(answer.body()).isEqualTo(DONE);
    assertThat(Browser.setCookies(answer)).isEmpty();
    assertThat(phone.email()).isEmpty();
    assertThat(laptop.email()).hasValue("ada@example.com");
  }

  @Test
  void nothing_authenticates_with_a_handle() {
    var answer = api.get("/get-session", "Authorization: Bearer " + handleOf(laptop));
    assertThat(answer.body()).isEqualTo("null");
  }

  @Test
  void revoking_by_token_works_as_well() {
    assertThat(laptop.post("/revoke-session", Bodies.revoke(phone.token())).body()).isEqualTo(DONE);
    assertThat(phone.email()).isEmpty();
  }

  @Test
  void revoking_the_own_session_deletes_its_cookies() {
    var answer = laptop.post("/revoke-session", Bodies.revoke(laptop.token()));
    assertThat(answer.body()).isEqualTo(DONE);
    assertThat(Browser.setCookies(answer)).isEqualTo(Api.DELETIONS);
    assertThat(phone.email()).hasValue("ada@example.com");
  }

  @Test
  void revoking_the_own_session_by_its_handle_deletes_its_cookies() {
    var handle = handleOf(phone); // the laptop's, as the phone sees it
    assertThat(Browser.setCookies(laptop.post("/revoke-session", Bodies.revoke(handle))))
        .isEqualTo(Api.DELETIONS);
  }

  @Test
  void checklist_3_9_revoking_what_is_not_mine_answers_alike_and_does_nothing() {
    var grace = api.signedUp("Grace");
    for (String foreign : List.of(grace.token(), "unknown", "h_unknown", "h_", "")) {
      var answer = laptop.post("/revoke-session", Bodies.revoke(foreign));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(DONE);
      assertThat(Browser.setCookies(answer)).isEmpty();
    }
    var handle = "h_" + api.data.sessions().getLast().id().value();
    laptop.post("/revoke-session", Bodies.revoke(handle));
    assertThat(grace.email()).hasValue("grace@example.com");
    assertThat(api.data.sessions()).hasSize(3);
  }

  @Test
  void checklist_4_9_revoking_all_ends_all_of_mine_at_once_and_nobody_elses() {
    var grace = api.signedUp("Grace");
    var answer = laptop.post("/revoke-sessions", "");
    assertThat(answer.body()).isEqualTo(DONE);
    assertThat(Browser.setCookies(answer)).isEqualTo(Api.DELETIONS);
    assertThat(phone.email()).isEmpty();
    assertThat(grace.email()).hasValue("grace@example.com");
  }

  @Test
  void revoking_the_others_keeps_this_one_and_its_cookie() {
    var answer = laptop.post("/revoke-other-sessions", "{}");
    assertThat(answer.body()).isEqualTo(DONE);
    assertThat(Browser.setCookies(answer)).isEmpty();
    assertThat(phone.email()).isEmpty();
    assertThat(laptop.email()).hasValue("ada@example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /revoke-session",
    "POST, /revoke-sessions",
    "POST, /revoke-other-sessions",
    "GET, /list-sessions",
    "GET, /token"
  })
  void a_guarded_route_without_credentials_is_401_and_with_a_gone_session_deletes(
      String method, String path) {
    assertRefused(method, path, api.browser(), List.of());
    assertRefused(method, path, api.browser().put(Api.TOKEN_COOKIE, "x.y"), List.of());
    phone.post("/revoke-sessions", "{}");
    assertRefused(method, path, laptop, Api.DELETIONS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"token\":1}", "{\"token\":null}", "[]", ""})
  void a_bad_body_is_400_also_for_who_is_not_signed_in(String body) {
    assertThat(api.post("/revoke-session", body).status()).isEqualTo(400);
    assertThat(laptop.post("/revoke-session", body).status()).isEqualTo(400);
  }

  private static void assertRefused(
      String method, String path, Browser browser, List<String> cookies) {
    var body = Bodies.revoke("x");
    var answer = method.equals("GET") ? browser.get(path) : browser.post(path, body);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\",\"code\":\"UNAUTHORIZED\"}");
    assertThat(Browser.setCookies(answer)).isEqualTo(cookies);
  }

  /** The handle of the one other session that this browser sees. */
  private static String handleOf(Browser browser) {
    return browser.get("/list-sessions").body().replaceAll(".*\"(h_[a-z0-9]+)\".*", "$1");
  }
}
