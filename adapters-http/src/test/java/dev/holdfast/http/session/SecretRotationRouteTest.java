package dev.holdfast.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api;
import dev.holdfast.http.Bodies;
import dev.holdfast.http.Browser;
import dev.holdfast.http.SecretsSigner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rotating the secret signs nobody out (decisions "Secrets and keys"). */
final class SecretRotationRouteTest {
  private static final String NEXT = "the-next-secret-of-the-tests-0123456789";

  private final Api api = new Api();
  private final Api rotated = api.beside(new SecretsSigner(NEXT, List.of(Api.SECRET), List.of()));

  @AfterEach
  void stop() {
    rotated.close();
    api.close();
  }

  @Test
  void a_cookie_of_the_previous_secret_is_accepted_and_written_again_for_its_remaining_life() {
    var ada = api.signedUp("Ada").at(rotated);
    api.clock.advance(Duration.ofHours(3));
    var answer = ada.get("/get-session");
    assertThat(Browser.emailOf(answer)).hasValue("ada@example.com");
    var signed = SecretsSigner.signed(NEXT, ada.token());
    assertThat(answer.header("set-auth-token")).hasValue(signed);
    assertThat(Browser.setCookies(answer)).hasSize(1);
    assertThat(Browser.setCookies(answer).getFirst())
        .startsWith(Api.TOKEN_COOKIE + "=" + ada.token() + ".")
        .endsWith("; Max-Age=" + (604_800 - 3 * 3600) + "; Path=/; HttpOnly; SameSite=Lax");
    assertThat(Browser.setCookies(ada.get("/get-session"))).isEmpty();
  }

  @Test
  void the_mark_of_a_browser_that_is_not_to_be_remembered_is_kept_and_written_again() {
    var ada = api.browser();
    ada.post("/sign-up/email", Bodies.signUp("Ada", ",\"rememberMe\":false"));
    var there = ada.at(rotated);
    var answer = there.get("/get-session");
    assertThat(Browser.setCookies(answer))
        .hasSize(2)
        .noneMatch(line -> line.contains("Max-Age"))
        .last()
        .asString()
        .startsWith("better-auth.dont_remember=true.");
    assertThat(there.cookie("better-auth.dont_remember"))
        .isNotEqualTo(ada.cookie("better-auth.dont_remember"));
    assertThat(Browser.setCookies(there.get("/get-session"))).isEmpty();
    api.clock.advance(Duration.ofHours(25));
    assertThat(there.email()).isEmpty();
  }

  @Test
  void guarded_routes_write_it_again_too_and_a_renewal_does_it_with_the_new_life() {
    var ada = api.signedUp("Ada").at(rotated);
    assertThat(Browser.setCookies(ada.post("/revoke-other-sessions", "{}"))).hasSize(1);
    var grace = api.signedUp("Grace").at(rotated);
    api.clock.advance(Duration.ofDays(2));
    assertThat(Browser.setCookies(grace.get("/token")))
        .singleElement()
        .asString()
        .contains("; Max-Age=604800; ");
  }

  @Test
  void a_bearer_token_of_the_previous_secret_is_accepted_and_given_anew() {
    var token = api.signedUp("Ada").token();
    var old = SecretsSigner.signed(Api.SECRET, token);
    var answer = rotated.get("/get-session", "Authorization: Bearer " + old);
    assertThat(Browser.emailOf(answer)).hasValue("ada@example.com");
    assertThat(answer.header("set-auth-token")).hasValue(SecretsSigner.signed(NEXT, token));
  }

  @Test
  void a_cookie_of_a_retired_secret_is_recognised_and_not_accepted() {
    try (var later = api.beside(new SecretsSigner(NEXT, List.of(), List.of(Api.SECRET)))) {
      var answer = api.signedUp("Ada").at(later).get("/get-session");
      assertThat(answer.body()).isEqualTo("null");
      assertThat(answer.header("x-auth-reason")).hasValue("cookie_signed_by_retired_secret");
      assertThat(Browser.setCookies(answer)).isEmpty();
      assertThat(later.sessions.calls()).isZero();
    }
  }
}
