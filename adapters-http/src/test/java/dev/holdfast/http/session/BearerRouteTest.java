package dev.holdfast.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api;
import dev.holdfast.http.Browser;
import dev.holdfast.http.SecretsSigner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients without cookies (protocol endpoints, "bearer plugin"). */
final class BearerRouteTest {
  private final Api api = new Api();
  private Browser ada;
  private Browser grace;

  @BeforeEach
  void two_are_signed_in() {
    ada = api.signedUp("Ada");
    grace = api.signedUp("Grace");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void raw_signed_and_encoded_tokens_are_the_same_session() {
    var signed = SecretsSigner.signed(Api.SECRET, ada.token());
    for (String token : List.of(ada.token(), signed, ada.cookie(Api.TOKEN_COOKIE).orElseThrow())) {
      var answer = api.get("/get-session", "Authorization: Bearer " + token);
      assertThat(Browser.emailOf(answer)).as(token).hasValue("ada@example.com");
    }
  }

  @Test
  void checklist_4_17_bearer_and_cookie_of_two_users_are_the_bearers() {
    for (int i = 0; i < 3; i++) {
      var answer = grace.get("/get-session", "Authorization: Bearer " + ada.token());
      assertThat(Browser.emailOf(answer)).hasValue("ada@example.com");
      assertThat(grace.email()).hasValue("grace@example.com");
    }
  }

  @Test
  void checklist_4_17_a_bad_bearer_token_falls_back_to_the_cookie() {
    for (String bad : List.of("Bearer", "Bearer a b", "Bearer x.y", "Basic YTpi", "Bearer .")) {
      var answer = grace.get("/get-session", "Authorization: " + bad);
      assertThat(Browser.emailOf(answer)).as(bad).hasValue("grace@example.com");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "token", "session_token", Api.TOKEN_COOKIE, "bearer"})
  void checklist_4_17_a_token_in_the_query_is_never_looked_at(String name) {
    assertThat(api.get("/get-session?" + name + "=" + ada.token()).body()).isEqualTo("null");
    assertThat(api.get("/list-sessions?" + name + "=" + ada.token()).status()).isEqualTo(401);
  }

  @Test
  void checklist_4_17_a_token_in_the_body_is_never_looked_at() {
    var body = "{\"access_token\":\"" + ada.token() + "\",\"token\":\"" + ada.token() + "\"}";
    assertThat(api.post("/revoke-session", body).status()).isEqualTo(401);
    assertThat(api.post("/revoke-sessions", body).status()).isEqualTo(401);
    assertThat(ada.email()).hasValue("ada@example.com");
  }

  @Test
  void a_request_with_nothing_but_a_bearer_token_needs_no_origin() {
    var bearer = "Authorization: Bearer " + ada.token();
    assertThat(api.post("/revoke-other-sessions", "{}", bearer).status()).isEqualTo(200);
    assertThat(api.post("/sign-out", "{}", bearer, "Origin: https://evil.tld").status())
        .isEqualTo(200);
  }

  @Test
  void checklist_4_5_a_dumped_digest_works_neither_as_bearer_nor_as_cookie() {
    for (var session : api.data.sessions()) {
      var stored = session.token().value();
      assertThat(stored).startsWith("sha256:");
      assertThat(api.get("/get-session", "Authorization: Bearer " + stored).body())
          .isEqualTo("null");
      var cookie = SecretsSigner.signed(Api.SECRET, stored);
      assertThat(api.get("/get-session", "Cookie: " + Api.TOKEN_COOKIE + "=" + cookie).body())
          .isEqualTo("null");
    }
  }

  @Test
  void a_renewal_gives_the_token_again_in_the_header() {
    api.clock.advance(Duration.ofDays(1));
    var answer = api.get("/get-session", "Authorization: Bearer " + ada.token());
    assertThat(answer.header("set-auth-token"))
        .hasValue(SecretsSigner.signed(Api.SECRET, ada.token()));
  }
}
