package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.Restrictions;
import dev.holdfast.domain.config.SignUpPolicy;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.http.Api.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route as its callers see it (protocol endpoints). */
final class ApiTest {
  private static final String DELETIONS =
      """
      better-auth.session_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax
      better-auth.session_data=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax
      better-auth.dont_remember=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax\
      """;

  private final Api api = new Api();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void signing_up_answers_with_the_token_the_user_and_the_cookie() {
    var answer = api.signUp("Ada");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.body())
        .matches(
            """
            \\{"token":"\\w{32}","user":\\{"name":"Ada","email":"ada@example.com",\
            "emailVerified":false,"image":null,"createdAt":"2026-11-24T04:03:03.035Z",\
            "updatedAt":"2026-11-24T04:03:03.035Z","id":"\\w{32}"}}\
            """);
    assertThat(answer.cookies()).hasSize(1);
    assertThat(answer.cookies().getFirst())
        .startsWith("better-auth.session_token=" + answer.token() + ".")
        .endsWith("; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax");
    assertThat(answer.header("set-auth-token"))
        .isEqualTo(HmacSigner.signed(Api.CURRENT, answer.token()));
    assertThat(answer.header("access-control-expose-headers")).isEqualTo("set-auth-token");
  }

  @Test
  void a_taken_address_is_422() {
    api.signUp("Ada");

    assertThat(api.signUp("Ada").body())
        .isEqualTo(
            """
            {"message":"User already exists. Use another email.",\
            "code":"USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL"}\
            """);
  }

  @Test
  void checklist_3_5_without_auto_sign_in_a_taken_address_looks_like_a_free_one() {
    try (var quiet = new Api(FixedEnvironment.defaults().with(new SignUpPolicy(true, false)))) {
      var free = quiet.signUp("Ada");
      var taken = quiet.signUp("Ada");

      assertThat(free.status()).isEqualTo(200);
      assertThat(free.cookies()).isEmpty();
      assertThat(free.body()).startsWith("{\"token\":null,\"user\":{\"name\":\"Ada\"");
      assertThat(taken.response().headers().map().keySet())
          .isEqualTo(free.response().headers().map().keySet());
      assertThat(taken.body().replaceAll("\"id\":\"\\w+\"", ""))
          .isEqualTo(free.body().replaceAll("\"id\":\"\\w+\"", ""));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1234567                          | PASSWORD_TOO_SHORT
          \ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00 | PASSWORD_TOO_SHORT
          Password1                        | PASSWORD_COMPROMISED
          """)
  void checklist_1_1_and_1_7_weak_passwords_are_refused(String password, String code) {
    var answer =
        api.post(
            "/sign-up/email",
            """
            {"name":"Ada","email":"ada@example.com","password":"%s"}\
            """
                .formatted(password));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).endsWith("\"code\":\"" + code + "\"}");
  }

  @Test
  void checklist_14_10_members_that_nobody_asked_for_have_no_effect() {
    var answer =
        api.post(
            "/sign-up/email",
            """
            {"name":"Eve","email":"eve@example.com","password":"correct horse battery",\
            "emailVerified":true,"role":"admin","id":"chosen","banned":false}\
            """);

    assertThat(answer.body()).contains("\"emailVerified\":false").doesNotContain("chosen", "admin");
  }

  @Test
  void signing_in_without_being_remembered_gives_cookies_that_end_with_the_browser() {
    api.signUp("Ada");

    var answer = api.signIn("Ada", "correct horse battery", ",\"rememberMe\":false");

    assertThat(answer.body()).startsWith("{\"redirect\":false,\"token\":\"");
    assertThat(answer.cookies())
        .satisfiesExactly(
            token ->
                assertThat(token)
                    .endsWith("; Path=/; HttpOnly; SameSite=Lax")
                    .doesNotContain("Max-Age"),
            mark ->
                assertThat(mark)
                    .startsWith("better-auth.dont_remember=true.")
                    .doesNotContain("Max-Age"));
  }

  @Test
  void signing_in_with_a_callback_tells_where_to_go() {
    api.signUp("Ada");

    var answer = api.signIn("Ada", "correct horse battery", ",\"callbackURL\":\"/dash\"");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("location")).isEqualTo("/dash");
    assertThat(answer.body()).contains("\"redirect\":true", "\"url\":\"/dash\"");
  }

  @Test
  void checklist_3_1_an_unknown_address_and_a_wrong_password_look_the_same() {
    api.signUp("Ada");

    var wrong = api.signIn("Ada", "not the password", "");
    var unknown = api.signIn("Nobody", "not the password", "");

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.body())
        .isEqualTo(wrong.body())
        .isEqualTo(
            "{\"message\":\"Invalid email or password\",\"code\":\"INVALID_EMAIL_OR_PASSWORD\"}");
    assertThat(unknown.response().headers().map().keySet())
        .isEqualTo(wrong.response().headers().map().keySet());
  }

  @Test
  void checklist_4_2_each_sign_in_gives_a_token_of_its_own_and_adopts_none() {
    api.signUp("Ada");
    var planted = HmacSigner.signed(Api.CURRENT, "x".repeat(32));

    var answer =
        api.post(
            "/sign-in/email",
            "{\"email\":\"ada@example.com\",\"password\":\"correct horse battery\"}",
            "cookie",
            Api.COOKIE + "=" + planted,
            "origin",
            Api.TRUSTED);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.token()).isNotEqualTo("x".repeat(32));
    assertThat(api.get("/get-session", "cookie", Api.COOKIE + "=" + planted).body())
        .isEqualTo("null");
  }

  @Test
  void the_session_check_shows_session_and_user_and_brings_a_token() {
    var ada = api.signUp("Ada");

    var answer = api.get("/get-session", "cookie", ada.cookie());

    assertThat(answer.body())
        .startsWith(
            "{\"session\":{\"expiresAt\":\"2026-12-01T04:03:03.035Z\",\"token\":\""
                + ada.token()
                + "\"")
        .contains("\"user\":{\"name\":\"Ada\"");
    assertThat(answer.cookies()).isEmpty();
    assertThat(answer.header("set-auth-jwt")).isNotEmpty();
    assertThat(answer.header("access-control-expose-headers")).isEqualTo("set-auth-jwt");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    assertThat(answer.header("pragma")).isEqualTo("no-cache");
  }

  @Test
  void nobody_is_null_with_a_reason_and_no_cookie() {
    var answer = api.get("/get-session");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("null");
    assertThat(answer.cookies()).isEmpty();
    assertThat(answer.header("x-auth-reason")).isEqualTo("no_credentials");
  }

  @Test
  void a_session_that_is_gone_is_null_and_its_cookies_are_deleted() {
    var ada = api.signUp("Ada");
    api.clock.advance(Duration.ofDays(8));

    var answer = api.get("/get-session", "cookie", ada.cookie());

    assertThat(answer.body()).isEqualTo("null");
    assertThat(String.join("\n", answer.cookies())).isEqualTo(DELETIONS);
    assertThat(answer.header("x-auth-reason")).isEqualTo("session_expired");
  }

  @Test
  void a_session_that_is_due_is_renewed_and_its_cookie_written_again() {
    var ada = api.signUp("Ada");
    api.clock.advance(Duration.ofDays(2));

    var answer = api.get("/get-session", "cookie", ada.cookie());

    assertThat(answer.body()).contains("\"expiresAt\":\"2026-12-03T04:03:03.035Z\"");
    assertThat(answer.cookies()).singleElement().asString().contains("Max-Age=604800");
    assertThat(answer.header("access-control-expose-headers"))
        .isEqualTo("set-auth-jwt, set-auth-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?disableRefresh=true", "?disableRefresh=false", "?disableRefresh=0"})
  void any_text_but_none_suppresses_the_renewal(String query) {
    var ada = api.signUp("Ada");
    api.clock.advance(Duration.ofDays(2));

    assertThat(api.get("/get-session" + query, "cookie", ada.cookie()).cookies()).isEmpty();
    assertThat(api.get("/get-session?disableRefresh=", "cookie", ada.cookie()).cookies())
        .hasSize(1);
  }

  @Test
  void a_browser_that_is_not_remembered_is_not_renewed() {
    api.signUp("Ada");
    var answer = api.signIn("Ada", "correct horse battery", ",\"rememberMe\":false");
    var both = answer.cookie() + "; " + answer.cookies().getLast().split(";", 2)[0];
    api.clock.advance(Duration.ofHours(12));

    assertThat(api.get("/get-session", "cookie", both).cookies()).isEmpty();
  }

  @Test
  void checklist_8_3_a_cookie_of_a_previous_secret_is_accepted_and_signed_anew() {
    var ada = api.signUp("Ada");
    api.clock.advance(Duration.ofHours(12));
    var old = Api.COOKIE + "=" + HmacSigner.signed(Api.PREVIOUS, ada.token());

    var answer = api.get("/get-session", "cookie", old);

    assertThat(answer.body()).contains(ada.token());
    assertThat(answer.header("set-auth-token"))
        .isEqualTo(HmacSigner.signed(Api.CURRENT, ada.token()));
    assertThat(answer.cookies()).singleElement().asString().contains("Max-Age=561600");
  }

  @Test
  void a_previous_secrets_cookie_that_is_not_remembered_stays_so() {
    var ada = api.signUp("Ada");
    var old =
        Api.COOKIE
            + "="
            + HmacSigner.signed(Api.PREVIOUS, ada.token())
            + "; better-auth.dont_remember="
            + HmacSigner.signed(Api.PREVIOUS, "true");

    var answer = api.get("/get-session", "cookie", old);

    assertThat(answer.cookies()).hasSize(2).noneMatch(line -> line.contains("Max-Age"));
  }

  @Test
  void a_retired_secrets_cookie_is_recognised_and_refused() {
    var ada = api.signUp("Ada");
    var cookie = Api.COOKIE + "=" + HmacSigner.signed(Api.RETIRED, ada.token());

    var answer = api.get("/get-session", "cookie", cookie);

    assertThat(answer.body()).isEqualTo("null");
    assertThat(answer.cookies()).isEmpty();
    assertThat(answer.header("x-auth-reason")).isEqualTo("cookie_signed_by_retired_secret");
  }

  @Test
  void a_banned_user_is_not_signed_in_and_is_told_after_the_right_password_alone() {
    var ada = api.signUp("Ada");
    var id =
        api.data
            .stores()
            .users()
            .byEmail(EmailAddress.parse("ada@example.com"))
            .orElseThrow()
            .user()
            .id();
    api.data.restrict(id, new Restrictions(true, null, false));

    assertThat(api.get("/get-session", "cookie", ada.cookie()).body()).isEqualTo("null");
    assertThat(api.signIn("Ada", "correct horse battery", "").body()).contains("BANNED_USER");
    assertThat(api.signIn("Ada", "wrong password", "").body())
        .contains("INVALID_EMAIL_OR_PASSWORD");
    assertThat(api.get("/token", "cookie", ada.cookie()).status()).isEqualTo(401);
  }

  @Test
  void checklist_4_17_a_bearer_token_wins_over_the_cookie_and_the_query_is_not_looked_at() {
    var ada = api.signUp("Ada");
    var grace = api.signUp("Grace");

    assertThat(
            api.get(
                    "/get-session",
                    "cookie",
                    ada.cookie(),
                    "authorization",
                    "Bearer " + grace.token())
                .body())
        .contains("\"name\":\"Grace\"");
    assertThat(
            api.get("/get-session", "authorization", "bearer " + ada.header("set-auth-token"))
                .body())
        .contains("\"name\":\"Ada\"");
    assertThat(api.get("/get-session?access_token=" + ada.token()).body()).isEqualTo("null");
  }

  @Test
  void the_list_shows_the_callers_token_and_handles_for_others() {
    var laptop = api.signUp("Ada");
    var phone = api.signIn("Ada", "correct horse battery", "");

    var list = api.get("/list-sessions", "cookie", laptop.cookie()).body();

    assertThat(list).contains("\"token\":\"" + laptop.token()).contains("\"token\":\"h_");
    assertThat(list).doesNotContain(phone.token());
  }

  @Test
  void checklist_4_12_the_list_needs_a_fresh_session() {
    var ada = api.signUp("Ada");
    api.clock.advance(Duration.ofDays(1));

    var answer = api.get("/list-sessions", "cookie", ada.cookie());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .isEqualTo("{\"message\":\"Session is not fresh\",\"code\":\"SESSION_NOT_FRESH\"}");
  }

  @Test
  void a_session_is_revoked_by_its_handle() {
    var laptop = api.signUp("Ada");
    var phone = api.signIn("Ada", "correct horse battery", "");
    var list = api.get("/list-sessions", "cookie", laptop.cookie()).body();
    int at = list.indexOf("h_");
    var handle = list.substring(at, list.indexOf('"', at));

    var answer = revoke(laptop, handle);

    assertThat(answer.body()).isEqualTo("{\"status\":true}");
    assertThat(answer.cookies()).isEmpty();
    assertThat(api.get("/get-session", "cookie", phone.cookie()).header("x-auth-reason"))
        .isEqualTo("session_revoked");
  }

  @Test
  void revoking_ones_own_session_deletes_the_cookies() {
    var ada = api.signUp("Ada");

    var answer = revoke(ada, ada.token());

    assertThat(String.join("\n", answer.cookies())).isEqualTo(DELETIONS);
    assertThat(api.get("/get-session", "cookie", ada.cookie()).body()).isEqualTo("null");
  }

  @Test
  void checklist_3_9_revoking_somebody_elses_session_says_the_same_and_does_nothing() {
    var ada = api.signUp("Ada");
    var grace = api.signUp("Grace");

    assertThat(revoke(ada, grace.token()).body()).isEqualTo("{\"status\":true}");
    assertThat(api.get("/get-session", "cookie", grace.cookie()).body()).contains("Grace");
  }

  private Answer revoke(Answer caller, String named) {
    return api.post(
        "/revoke-session",
        "{\"token\":\"" + named + "\"}",
        "cookie",
        caller.cookie(),
        "origin",
        Api.TRUSTED);
  }

  @Test
  void all_sessions_or_all_others_are_revoked() {
    var laptop = api.signUp("Ada");
    var phone = api.signIn("Ada", "correct horse battery", "");

    var others =
        api.post("/revoke-other-sessions", "{}", "cookie", laptop.cookie(), "origin", Api.TRUSTED);
    assertThat(others.cookies()).isEmpty();
    assertThat(api.get("/get-session", "cookie", phone.cookie()).body()).isEqualTo("null");
    assertThat(api.get("/get-session", "cookie", laptop.cookie()).body()).contains("Ada");

    var all = api.post("/revoke-sessions", "{}", "cookie", laptop.cookie(), "origin", Api.TRUSTED);
    assertThat(String.join("\n", all.cookies())).isEqualTo(DELETIONS);
    assertThat(api.get("/get-session", "cookie", laptop.cookie()).body()).isEqualTo("null");
  }

  @Test
  void checklist_4_8_signing_out_ends_the_session_and_deletes_the_cookies_also_twice() {
    var ada = api.signUp("Ada");

    for (int i = 0; i < 2; i++) {
      var answer = api.post("/sign-out", "{}", "cookie", ada.cookie(), "origin", Api.TRUSTED);
      assertThat(answer.body()).isEqualTo("{\"success\":true}");
      assertThat(String.join("\n", answer.cookies())).isEqualTo(DELETIONS);
    }
    assertThat(api.get("/get-session", "cookie", ada.cookie()).body()).isEqualTo("null");
  }

  @Test
  void the_jwks_can_be_cached_and_asked_for_again() {
    var first = api.get("/jwks");

    assertThat(first.header("cache-control")).isEqualTo("public, max-age=300");
    var again = api.get("/jwks", "if-none-match", first.header("etag"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(api.get("/jwks", "if-none-match", "\"other\"").status()).isEqualTo(200);
  }

  @Test
  void checklist_7_12_the_jwks_is_served_while_the_store_is_away() {
    var before = api.get("/jwks").body();
    api.data.setAvailable(false);
    api.clock.advance(Duration.ofMinutes(10));

    assertThat(api.get("/jwks").body()).isEqualTo(before);
  }

  @Test
  void every_refusal_of_a_session_has_its_reason_published() {
    api.get("/get-session", "cookie", Api.COOKIE + "=abc");
    api.get("/get-session", "cookie", Api.COOKIE + "=abc.def");
    api.get("/get-session", "cookie", "__Secure-" + Api.COOKIE + "=abc.def");
    api.get("/get-session", "cookie", Api.COOKIE + "=" + HmacSigner.signed(Api.CURRENT, "unknown"));

    assertThat(api.events.of(SessionEvent.Refused.class))
        .extracting(SessionEvent.Refused::reason)
        .containsExactly(
            Reason.COOKIE_MALFORMED,
            Reason.COOKIE_SIGNATURE_INVALID,
            Reason.COOKIE_NAME_MISMATCH,
            Reason.SESSION_UNKNOWN);
  }
}
