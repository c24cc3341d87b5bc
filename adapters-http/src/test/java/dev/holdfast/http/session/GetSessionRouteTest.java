package dev.holdfast.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.account.Restrictions;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.http.Api;
import dev.holdfast.http.Bodies;
import dev.holdfast.http.Browser;
import dev.holdfast.http.SecretsSigner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /get-session}: what a session check says, and what it writes. */
final class GetSessionRouteTest {
  private final Api api = new Api();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void answers_with_session_and_user_in_the_order_of_the_reference() {
    var ada = api.signedUp("Ada");
    var answer = ada.get("/get-session", "User-Agent: other/2");
    assertThat(answer.body())
        .matches(
            "\\{\"session\":\\{\"expiresAt\":\"2026-12-01T04:03:03.035Z\",\"token\":\""
                + ada.token()
                + "\",\"createdAt\":\"2026-11-24T04:03:03.035Z\","
                + "\"updatedAt\":\"2026-11-24T04:03:03.035Z\",\"ipAddress\":\"127.0.0.1\","
                + "\"userAgent\":\"\",\"userId\":\"([a-z0-9]{32})\",\"id\":\"[a-z0-9]{32}\"},"
                + "\"user\":\\{\"name\":\"Ada\",.*\"id\":\"\\1\"}}");
    assertThat(Browser.setCookies(answer)).isEmpty();
  }

  @Test
  void a_token_goes_along_and_pages_may_read_it() {
    var answer = api.signedUp("Ada").get("/get-session");
    assertThat(answer.header("set-auth-jwt").orElseThrow()).startsWith("EdDSA.");
    assertThat(answer.header("access-control-expose-headers")).hasValue("set-auth-jwt");
  }

  @Test
  void every_outcome_is_kept_out_of_caches() {
    var ada = api.signedUp("Ada");
    for (var answer :
        List.of(ada.get("/get-session"), api.get("/get-session"), api.post("/get-session", "{}"))) {
      assertThat(answer.header("cache-control")).hasValue("no-store");
      assertThat(answer.header("pragma")).hasValue("no-cache");
    }
  }

  @Test
  void a_post_is_405_as_refreshing_is_not_deferred() {
    var answer = api.signedUp("Ada").post("/get-session", "{}");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.body()).contains("\"code\":\"METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED\"");
  }

  @Test
  void without_a_cookie_it_is_null_and_nothing_is_written_or_asked() {
    var answer = api.get("/get-session");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("null");
    assertThat(Browser.setCookies(answer)).isEmpty();
    assertThat(answer.header("set-auth-jwt")).isEmpty();
    assertThat(answer.header("x-auth-reason")).hasValue("no_credentials");
    assertThat(api.sessions.calls()).isZero();
  }

  @Test
  void checklist_4_4_each_flipped_bit_of_the_signature_is_no_session_and_no_query() {
    var ada = api.signedUp("Ada");
    var signed = SecretsSigner.signed(Api.SECRET, ada.token());
    int before = api.sessions.calls();
    for (int i = ada.token().length() + 1; i < signed.length(); i++) {
      for (int bit = 0; bit < 7; bit++) {
        var forged = new StringBuilder(signed);
        forged.setCharAt(i, (char) (signed.charAt(i) ^ (1 << bit)));
        if (forged.charAt(i) < ' ' || forged.charAt(i) == 0x7f) continue; // no header carries it
        var cookie = forged.toString().replace("%", "%25").replace(";", "%3B");
        var answer = api.get("/get-session", "Cookie: " + Api.TOKEN_COOKIE + "=" + cookie);
        assertThat(answer.body()).as(cookie).isEqualTo("null");
        assertThat(Browser.setCookies(answer)).isEmpty();
      }
    }
    assertThat(api.sessions.calls()).isEqualTo(before);
  }

  @Test
  void a_session_that_is_positively_gone_takes_its_cookies_along_and_says_why() {
    var ada = api.signedUp("Ada");
    var revoked = ada.cookieHeader().orElseThrow();
    api.signedIn("Ada").post("/revoke-sessions", "{}");
    var answer = api.get("/get-session", revoked);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("null");
    assertThat(Browser.setCookies(answer)).isEqualTo(Api.DELETIONS);
    assertThat(answer.header("x-auth-reason")).hasValue("session_revoked");
    var unknown = SecretsSigner.signed(Api.SECRET, "y".repeat(32));
    assertThat(
            api.get("/get-session", "Cookie: " + Api.TOKEN_COOKIE + "=" + unknown)
                .header("x-auth-reason"))
        .hasValue("session_unknown");
  }

  @Test
  void checklist_4_6_a_session_ends_when_it_was_idle_for_a_week() {
    var ada = api.signedUp("Ada");
    api.clock.advance(Duration.ofDays(7).plusMillis(1));
    var answer = ada.get("/get-session");
    assertThat(answer.body()).isEqualTo("null");
    assertThat(Browser.setCookies(answer)).isEqualTo(Api.DELETIONS);
    assertThat(answer.header("x-auth-reason")).hasValue("session_expired");
    assertThat(api.data.sessions()).isEmpty();
  }

  @Test
  void checklist_4_6_a_session_in_daily_use_ends_after_thirty_days() {
    var ada = api.signedUp("Ada");
    for (int day = 1; day <= 29; day++) {
      api.clock.advance(Duration.ofDays(1));
      assertThat(ada.email()).as("day " + day).hasValue("ada@example.com");
    }
    api.clock.advance(Duration.ofDays(1).plusMillis(1));
    assertThat(ada.email()).isEmpty();
  }

  @Test
  void a_renewal_writes_the_cookie_again_and_gives_the_token_to_clients_without_cookies() {
    var ada = api.signedUp("Ada");
    var before = ada.cookie(Api.TOKEN_COOKIE).orElseThrow();
    api.clock.advance(Duration.ofDays(1));
    var answer = ada.get("/get-session");
    assertThat(Browser.setCookies(answer))
        .containsExactly(
            Api.TOKEN_COOKIE + "=" + before + "; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax");
    assertThat(answer.header("set-auth-token").orElseThrow()).startsWith(ada.token() + ".");
    assertThat(answer.header("access-control-expose-headers"))
        .hasValue("set-auth-jwt, set-auth-token");
    assertThat(answer.body()).contains("\"expiresAt\":\"2026-12-02T04:03:03.035Z\"");
    assertThat(Browser.setCookies(ada.get("/get-session"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", "0", "1", "x", "a&disableRefresh=b"})
  void any_text_but_the_empty_one_disables_the_refresh(String value) {
    var ada = api.signedUp("Ada");
    api.clock.advance(Duration.ofDays(2));
    assertThat(Browser.setCookies(ada.get("/get-session?disableRefresh=" + value))).isEmpty();
    assertThat(Browser.setCookies(ada.get("/get-session?disableRefresh="))).hasSize(1);
  }

  @Test
  void checklist_5_5_who_is_not_remembered_is_not_renewed() {
    var ada = api.browser();
    ada.post("/sign-up/email", Bodies.signUp("Ada", ",\"rememberMe\":false"));
    api.clock.advance(Duration.ofHours(23));
    assertThat(Browser.setCookies(ada.get("/get-session"))).isEmpty();
    api.clock.advance(Duration.ofHours(2));
    assertThat(ada.email()).isEmpty();
  }

  @Test
  void whose_session_is_ended_during_its_renewal_gets_401_and_the_deletions() {
    var ada = api.signedUp("Ada");
    api.clock.advance(Duration.ofDays(1));
    var owner = owner();
    api.afterFind.set(() -> api.data.stores().sessions().endAll(owner, api.clock.instant()));
    var answer = ada.get("/get-session");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body())
        .isEqualTo("{\"message\":\"Failed to get session\",\"code\":\"FAILED_TO_GET_SESSION\"}");
    assertThat(Browser.setCookies(answer)).isEqualTo(Api.DELETIONS);
  }

  @Test
  void a_banned_user_and_one_without_a_row_are_null_with_deletions() {
    var ada = api.signedUp("Ada");
    api.data.restrict(owner(), new Restrictions(true, null, false));
    var banned = api.get("/get-session", ada.cookieHeader().orElseThrow());
    assertThat(banned.body()).isEqualTo("null");
    assertThat(Browser.setCookies(banned)).isEqualTo(Api.DELETIONS);
    assertThat(banned.header("x-auth-reason")).hasValue("user_banned");
    var guarded = api.get("/list-sessions", ada.cookieHeader().orElseThrow());
    assertThat(guarded.status()).isEqualTo(401);
    assertThat(Browser.setCookies(guarded)).isEqualTo(Api.DELETIONS);
    api.data.forget(owner());
    assertThat(ada.get("/get-session").header("x-auth-reason")).hasValue("user_missing");
  }

  @Test
  void a_stray_cached_session_is_deleted_with_and_without_a_session() {
    var deletion = List.of(Api.DELETIONS.get(1));
    var stray = "better-auth.session_data=x";
    assertThat(Browser.setCookies(api.get("/get-session", "Cookie: " + stray))).isEqualTo(deletion);
    var ada = api.signedUp("Ada").put("better-auth.session_data", "x");
    var answer = ada.get("/get-session");
    assertThat(Browser.setCookies(answer)).isEqualTo(deletion);
    assertThat(Browser.emailOf(answer)).hasValue("ada@example.com");
  }

  @Test
  void a_normal_check_is_one_query_and_no_write() {
    var ada = api.signedUp("Ada");
    int before = api.sessions.calls();
    ada.get("/get-session");
    assertThat(api.sessions.calls()).isEqualTo(before + 1);
    assertThat(api.sessions.calls("find")).isEqualTo(1);
  }

  @Test
  void every_refusal_of_a_session_has_its_reason_published() {
    for (String value :
        List.of("x=y", "=abc", "=abc.def", "=" + SecretsSigner.signed(Api.SECRET, "unknown"))) {
      api.get("/get-session", "Cookie: " + Api.TOKEN_COOKIE + value);
    }
    api.get("/get-session", "Cookie: __Secure-" + Api.TOKEN_COOKIE + "=abc.def");
    assertThat(api.events.of(SessionEvent.Refused.class))
        .extracting(SessionEvent.Refused::reason)
        .containsExactly(
            Reason.NO_CREDENTIALS,
            Reason.COOKIE_MALFORMED,
            Reason.COOKIE_SIGNATURE_INVALID,
            Reason.SESSION_UNKNOWN,
            Reason.COOKIE_NAME_MISMATCH);
  }

  private UserId owner() {
    return api.data.sessions().getFirst().user();
  }
}
