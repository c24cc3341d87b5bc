package dev.holdfast.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api;
import dev.holdfast.http.Browser;
import dev.holdfast.http.RawHttp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /token}, {@code GET /jwks} and the token beside a session check. */
final class TokenRoutesTest {
  private final Api api = new Api();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void a_token_for_who_is_signed_in_by_cookie_or_bearer() {
    var ada = api.signedUp("Ada");
    assertThat(ada.get("/token").body()).matches("\\{\"token\":\"EdDSA\\.[^\"]+\"}");
    var bearer = api.get("/token", "Authorization: Bearer " + ada.token());
    assertThat(bearer.status()).isEqualTo(200);
    assertThat(bearer.header("cache-control")).hasValue("no-store");
  }

  @Test
  void a_due_session_is_renewed_here_too() {
    var ada = api.signedUp("Ada");
    api.clock.advance(Duration.ofDays(1));
    var answer = ada.get("/token");
    assertThat(Browser.setCookies(answer)).hasSize(1);
    assertThat(answer.header("set-auth-token")).isPresent();
  }

  @Test
  void a_key_that_does_not_open_costs_tokens_and_no_session() {
    var ada = api.signedUp("Ada");
    ada.get("/token");
    try (var locked = api.withoutKeys()) {
      var there = ada.at(locked);
      var check = there.get("/get-session");
      assertThat(Browser.emailOf(check)).hasValue("ada@example.com");
      assertThat(check.header("set-auth-jwt")).isEmpty();
      var token = there.get("/token");
      assertThat(token.status()).isEqualTo(503);
      assertThat(token.header("retry-after")).isPresent();
      assertThat(token.header("x-auth-reason")).hasValue("keys_unavailable");
      assertThat(there.get("/jwks").body()).isEqualTo(api.get("/jwks").body());
    }
  }

  @Test
  void checklist_7_12_the_keys_may_be_cached_for_five_minutes_and_are_named_by_content() {
    var answer = api.get("/jwks");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).matches("\\{\"keys\":\\[\\{\"kid\":\"[a-z0-9]{32}\"}\\]}");
    assertThat(answer.header("cache-control")).hasValue("public, max-age=300");
    assertThat(answer.header("etag").orElseThrow()).matches("\"[0-9a-f]{32}\"");
    assertThat(api.get("/jwks").header("etag")).isEqualTo(answer.header("etag"));
  }

  @Test
  void who_has_the_keys_already_gets_304_without_a_body() {
    var etag = api.get("/jwks").header("etag").orElseThrow();
    for (String known : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
      var answer = api.get("/jwks", "If-None-Match: " + known);
      assertThat(answer.status()).as(known).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.header("etag")).hasValue(etag);
      assertThat(answer.header("cache-control")).hasValue("public, max-age=300");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "", ",,,", "\"", "W/", "\"\u00e9\""})
  void another_tag_gets_the_keys(String tag) {
    api.get("/jwks");
    assertThat(api.get("/jwks", "If-None-Match: " + tag).status()).isEqualTo(200);
  }

  @Test
  void checklist_7_12_keys_are_published_from_memory_while_the_store_is_away() {
    var known = api.get("/jwks").body();
    api.data.setAvailable(false);
    api.clock.advance(Duration.ofHours(1));
    assertThat(api.get("/jwks").body()).isEqualTo(known);
  }

  @Test
  void keys_that_were_never_read_are_503_and_not_cached() {
    api.data.setAvailable(false);
    var answer = api.get("/jwks");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("cache-control")).hasValue("no-store");
    assertThat(answer.header("etag")).isEmpty();
  }

  @Test
  void one_query_reads_the_keys_for_all_who_ask() {
    api.get("/jwks");
    int before = api.keys.calls();
    for (int i = 0; i < 10; i++) api.get("/jwks");
    assertThat(api.keys.calls()).isEqualTo(before);
  }

  @Test
  void ok_needs_nothing() {
    api.data.setAvailable(false);
    RawHttp.Answer answer = api.get("/ok");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"ok\":true}");
  }
}
