package dev.holdfast.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.token.VerifyToken;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.TokenEvent;
import dev.holdfast.domain.token.TokenRefusal;
import dev.holdfast.domain.token.TokenVerifier;
import dev.holdfast.domain.token.TrustedKeys;
import dev.holdfast.domain.token.VerifiedToken;
import dev.holdfast.http.BadInput;
import dev.holdfast.http.RawHttp;
import dev.holdfast.http.TestServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /api/me} and {@code /api/verify}; a token here is {@code good} or its refusal's code. */
final class VerifyRoutesTest {
  private static final String GOOD = "Authorization: Bearer good\r\n";
  private static final String CLAIMS = "{\"sub\":\"u1\",\"name\":\"Ada \\u00c5\",\"n\":1.50}";

  private final RecordedEvents events = new RecordedEvents();
  private final Map<String, String> values =
      new HashMap<>(
          Map.of("email", "ada@example.com", "emailVerified", "false", "name", "Ada \u00c5 50%"));
  private String subject = "u1";
  private boolean away;
  private final TestServer server =
      new TestServer(
          new VerifyHandlers(new VerifyToken(new Keys(), new Verifier(), events), events).routes());

  private final class Keys implements TrustedKeys {
    @Override
    public List<PublicJwk> current() {
      if (away) throw Unavailable.keys("https://auth.example.com/jwks is away");
      return List.of();
    }

    @Override
    public List<PublicJwk> newer() {
      return current();
    }
  }

  private final class Verifier implements TokenVerifier {
    @Override
    public Verdict verify(String token, List<PublicJwk> keys) {
      if (!token.equals("good")) {
        var reason = Reason.valueOf(token.toUpperCase(Locale.ROOT));
        return new Verdict.Refused(TokenRefusal.because(reason, "is so"));
      }
      var end = Instant.ofEpochSecond(1_800_000_000);
      return new Verdict.Good(new VerifiedToken(subject, end, values, CLAIMS));
    }

    @Override
    public Map<KeyId, Algorithm> usable(List<PublicJwk> keys) {
      return Map.of();
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RawHttp.Answer asked(String method, String path, String headers) {
    var answer = server.http().send(method, path, headers, "");
    new BadInput(server.port()).check(answer);
    return answer;
  }

  @Test
  void me_answers_the_claims_letter_by_letter() {
    var answer = asked("GET", "/api/me", GOOD);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(CLAIMS);
    assertThat(answer.header("content-type")).hasValue("application/json");
    assertThat(answer.header("cache-control")).hasValue("no-store");
    assertThat(events.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void verify_answers_nothing_but_headers(String method) {
    var answer = asked(method, "/api/verify", GOOD);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("content-type")).isEmpty();
    assertThat(answer.header("x-auth-user")).hasValue("u1");
    assertThat(answer.header("x-auth-email")).hasValue("ada@example.com");
    assertThat(answer.header("x-auth-email-verified")).hasValue("false");
    assertThat(answer.header("x-auth-expires")).hasValue("1800000000");
    assertThat(answer.header("x-auth-name")).hasValue("Ada%20%C3%85%2050%25");
    assertThat(decoded(answer, "x-auth-name")).isEqualTo("Ada \u00c5 50%");
  }

  @Test
  void checklist_15_4_no_claim_can_end_a_header() {
    subject = "u1\r\nX-Auth-Email: root@example.com\u0000\u2028";
    values.clear();
    values.put("email", "a@b\r\nSet-Cookie: x=1");
    var answer = asked("GET", "/api/verify", GOOD);
    assertThat(answer.all("x-auth-email")).containsExactly("a@b%0D%0ASet-Cookie:%20x=1");
    assertThat(answer.header("set-cookie")).isEmpty();
    assertThat(decoded(answer, "x-auth-user")).isEqualTo(subject);
  }

  @Test
  void a_claim_that_is_missing_or_too_long_for_proxies_is_empty_and_never_cut() {
    values.put("email", "a".repeat(1000) + "@example.com");
    values.remove("name");
    values.put("email_verified", "true");
    values.remove("emailVerified");
    var answer = asked("GET", "/api/verify", GOOD);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("x-auth-email")).hasValue("");
    assertThat(answer.header("x-auth-name")).hasValue("");
    assertThat(answer.header("x-auth-email-verified")).as("as OpenID names it").hasValue("true");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "TOKEN_.*")
  void a_token_that_is_not_good_is_401_with_the_one_error_of_rfc_6750(Reason reason) {
    for (var path : List.of("/api/me", "/api/verify")) {
      var answer = asked("GET", path, "Authorization: bearer  " + reason.code() + "\r\n");
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("www-authenticate"))
          .hasValue("Bearer realm=\"api\", error=\"invalid_token\"");
      assertThat(answer.header("x-auth-reason")).hasValue(reason.code());
      assertThat(answer.body())
          .isEqualTo("{\"message\":\"Unauthorized\",\"code\":\"UNAUTHORIZED\"}");
      assertThat(answer.header("x-auth-user")).isEmpty();
    }
    assertThat(reasons()).containsExactly(reason, reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Basic YTpi\r\n",
        "Authorization: \r\n",
        "Authorization: Bearergood\r\n",
        "Cookie: better-auth.session_token=x.y\r\n"
      })
  void without_a_token_there_is_no_error_in_the_challenge(String headers) {
    var answer = asked("GET", "/api/me?access_token=good", headers);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).hasValue("Bearer realm=\"api\"");
    assertThat(reasons()).containsExactly(Reason.NO_CREDENTIALS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization: Bearer\r\n", "Authorization: Bearer \r\n", GOOD + GOOD})
  void a_header_that_is_meant_for_a_token_and_has_none_is_malformed(String headers) {
    var answer = asked("GET", "/api/verify", headers);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate").orElseThrow()).contains("invalid_token");
    assertThat(reasons()).containsExactly(Reason.TOKEN_MALFORMED);
  }

  @Test
  void a_refusal_to_head_has_the_headers_and_no_body() {
    var answer = asked("HEAD", "/api/verify", "");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).isPresent();
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void without_keys_it_is_503_and_no_word_about_the_token() {
    away = true;
    for (var path : List.of("/api/me", "/api/verify")) {
      var answer = asked("GET", path, GOOD);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("retry-after")).isPresent();
      assertThat(answer.header("x-auth-reason")).hasValue("keys_unavailable");
      assertThat(answer.header("www-authenticate")).isEmpty();
    }
    assertThat(reasons()).containsOnly(Reason.KEYS_UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void no_other_method_is_answered(String method) {
    for (var path : List.of("/api/me", "/api/verify")) {
      assertThat(asked(method, path, GOOD).status()).isEqualTo(404);
    }
    assertThat(asked("HEAD", "/api/me", GOOD).status()).isEqualTo(404);
  }

  private List<Reason> reasons() {
    return events.of(TokenEvent.Rejected.class).stream()
        .map(event -> event.refusal().reason())
        .toList();
  }

  private static String decoded(RawHttp.Answer answer, String header) {
    return URLDecoder.decode(answer.header(header).orElseThrow(), StandardCharsets.UTF_8);
  }
}
