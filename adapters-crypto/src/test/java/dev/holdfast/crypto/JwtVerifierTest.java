package dev.holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.StoredKey;
import dev.holdfast.domain.token.TokenExpectation;
import dev.holdfast.domain.token.TokenRefusal;
import dev.holdfast.domain.token.TokenVerifier.Verdict;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtVerifierTest {
  private static final String ISSUER = "http://localhost:4001";
  private static final String GOOD = Vectors.text("/jwt/token");
  private static final long NOW = Fixtures.NOW.getEpochSecond();

  private final Fixtures reference = Fixtures.reference();
  private final JwtSigner signer = new JwtSigner(reference.opened);

  @AfterEach
  void end_the_signing_threads() {
    signer.close();
  }

  @ParameterizedTest
  @EnumSource
  void accepts_what_the_signer_makes(Algorithm algorithm) {
    var key = reference.key(algorithm);
    var token = signer.sign(key, algorithm, Fixtures.claims("other", ISSUER));
    assertThat(verifier(key, algorithm).verify(token)).isInstanceOf(Verdict.Good.class);
  }

  @Test
  void accepts_the_references_token() {
    assertThat(verifier().verify(GOOD))
        .isInstanceOfSatisfying(
            Verdict.Good.class,
            good -> {
              var token = good.token();
              assertThat(token.subject()).isEqualTo("ATTDkEmv5caRlv57aj8udUk1P53xIrhr");
              assertThat(token.json()).isEqualTo(Vectors.of("jwt").get("payload").toString());
              assertThat(token.value("emailVerified")).hasValue("false");
              assertThat(token.value("image")).as("null").isEmpty();
              assertThat(token.toString()).doesNotContain("@");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "nOnE", "NONE", "HS256", "Ed25519", ""})
  void checklist_7_1_an_algorithm_that_no_key_has_is_refused(String algorithm) {
    assertThat(reasonOf(header("{\"alg\":\"%s\",\"kid\":\"KID\"}".formatted(algorithm))))
        .isEqualTo(Reason.TOKEN_ALGORITHM_REFUSED);
  }

  @Test
  void checklist_7_1_the_algorithm_of_another_key_is_refused() {
    assertThat(reasonOf(header("{\"alg\":\"RS256\",\"kid\":\"KID\"}")))
        .isEqualTo(Reason.TOKEN_ALGORITHM_REFUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"' OR 1=1--\"", "\"../../dev/null\"", "\"\\u0000\"", "\"\"", "7", "[\"KID\"]"})
  void checklist_7_3_an_unknown_key_id_is_refused(String id) {
    assertThat(reasonOf(header("{\"alg\":\"EdDSA\",\"kid\":%s}".formatted(id))))
        .isEqualTo(Reason.TOKEN_KEY_UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"jwk\":{\"kty\":\"OKP\"}",
        "\"jku\":\"http://localhost/keys\"",
        "\"x5u\":\"http://localhost/cert\"",
        "\"x5c\":[\"MII\"]",
        "\"crit\":[\"exp\"]",
        "\"b64\":false",
        "\"zip\":\"DEF\"",
        "\"typ\":\"better-auth.session-cache+jwt\"",
        "\"typ\":7"
      })
  void checklist_7_4_and_7_5_and_7_8_a_header_that_changes_the_meaning_is_refused(String member) {
    assertThat(reasonOf(header("{\"alg\":\"EdDSA\",\"kid\":\"KID\",%s}".formatted(member))))
        .isEqualTo(Reason.TOKEN_MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({
    "exp, -61, TOKEN_EXPIRED",
    "exp, -60, TOKEN_EXPIRED",
    "nbf, 61, TOKEN_NOT_YET_VALID",
    "iat, 61, TOKEN_NOT_YET_VALID"
  })
  void checklist_7_6_beyond_a_minute_of_skew_it_is_refused(
      String claim, long seconds, Reason reason) {
    assertThat(reasonOf(claims(timed(claim, NOW + seconds)))).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"exp, -59", "nbf, 60", "iat, 60"})
  void checklist_7_6_within_a_minute_of_skew_it_is_accepted(String claim, long seconds) {
    assertThat(reasonOf(claims(timed(claim, NOW + seconds)))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"exp\":\"1795494393\",",
        "\"exp\":1795494393.5,",
        "\"exp\":1e400,",
        "\"exp\":-1,",
        "\"exp\":99999999999999999999,",
        "\"exp\":null,",
        "\"exp\":1795494393,\"exp\":1795494393,",
        "\"exp\":1795494393,\"iat\":1795494394,",
        "\"exp\":1795494393,\"nbf\":\"0\","
      })
  void checklist_7_6_times_that_are_no_whole_seconds_are_refused(String times) {
    assertThat(reasonOf(claims("{" + times + "\"sub\":\"u\",\"iss\":\"ISS\",\"aud\":\"ISS\"}")))
        .isEqualTo(Reason.TOKEN_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"x\":1",
        "\"iss\":\"http://localhost:400\"",
        "\"iss\":\"ISS/\"",
        "\"iss\":\"HTTP://localhost:4001\"",
        "\"iss\":[\"ISS\"]"
      })
  void checklist_7_7_another_issuer_is_refused_with_both_named(String issuer) {
    var verdict =
        verifier().verify(claims("{\"exp\":%d,\"sub\":\"u\",%s}".formatted(NOW + 9, issuer)));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> {
              assertThat(refused.refusal().reason()).isEqualTo(Reason.TOKEN_ISSUER_MISMATCH);
              assertThat(refused.refusal().expected()).isEqualTo(ISSUER);
              assertThat(refused.refusal().actual()).isNotEqualTo(ISSUER);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"x\":1",
        "\"aud\":\"ISS/\"",
        "\"aud\":[]",
        "\"aud\":[\"a\"]",
        "\"aud\":[\"ISS\",7]",
        "\"aud\":{\"ISS\":1}"
      })
  void checklist_7_7_another_audience_is_refused(String audience) {
    var json = "{\"exp\":%d,\"sub\":\"u\",\"iss\":\"ISS\",%s}".formatted(NOW + 9, audience);
    assertThat(reasonOf(claims(json))).isEqualTo(Reason.TOKEN_AUDIENCE_MISMATCH);
  }

  @Test
  void what_was_expected_and_what_came_is_told_with_what_may_be_mixed_up() {
    assertThat(refusalOf(claims("{\"exp\":%d,\"sub\":\"u\",\"iss\":\"ISS/\"}".formatted(NOW))))
        .extracting(TokenRefusal::hint)
        .isEqualTo("differs only by the trailing slash");
    assertThat(refusalOf(claims(audience("[\"api\",\"https://localhost:4001\"]"))))
        .extracting(TokenRefusal::expected, TokenRefusal::actual, TokenRefusal::hint)
        .containsExactly(
            ISSUER, "[\"api\",\"https://localhost:4001\"]", "differs only by the scheme");
    assertThat(refusalOf(claims(timed("exp", NOW - 61))))
        .extracting(TokenRefusal::actual, TokenRefusal::hint)
        .containsExactly(Fixtures.NOW.minusSeconds(61).toString(), "it ended 61 s ago");
    assertThat(refusalOf(claims(timed("nbf", NOW + 90))).hint()).startsWith("it is 90 s ahead");
    assertThat(refusalOf(header("{\"alg\":\"HS256\",\"kid\":\"KID\"}")))
        .extracting(TokenRefusal::expected, TokenRefusal::actual)
        .containsExactly("EdDSA ES256 ES512 RS256 PS256", "HS256");
    assertThat(refusalOf(header("{\"alg\":\"RS256\",\"kid\":\"KID\"}")))
        .extracting(TokenRefusal::expected, TokenRefusal::actual)
        .containsExactly("EdDSA", "RS256");
  }

  @Test
  void an_unknown_key_is_told_with_those_at_hand_and_whose_the_token_may_be() {
    var other = "{\"alg\":\"EdDSA\",\"kid\":\"K\\nx\"}";
    var refusal = refusalOf(signed(other, "{\"iss\":\"https://staging.example.com\"}"));
    assertThat(refusal.expected()).isEqualTo(Fixtures.row().id().value());
    assertThat(refusal.actual()).isEqualTo("K?x");
    assertThat(refusal.hint())
        .isEqualTo("the token says (unproven) that it comes from https://staging.example.com");
    assertThat(refusalOf(signed(other, "{\"iss\":\"ISS\"}")).hint())
        .contains("another deployment's");
    assertThat(refusalOf(signed(other, "{}")).hint()).isNull();
  }

  @Test
  void no_long_text_of_a_token_comes_into_a_log_line() {
    var refusal = refusalOf(claims(audience("\"" + "\u00e9".repeat(2000) + "\"")));
    assertThat(refusal.actual()).isEqualTo("?".repeat(200) + "...");
  }

  @Test
  void only_a_named_key_that_is_missing_calls_for_newer_keys() {
    assertThat(verifier().verify(header("{\"alg\":\"EdDSA\",\"kid\":\"another\"}")))
        .isInstanceOf(Verdict.KeyNotAmongThem.class);
    for (var bad : List.of("{\"alg\":\"EdDSA\"}", "{\"alg\":\"none\",\"kid\":\"another\"}")) {
      assertThat(verifier().verify(header(bad))).isInstanceOf(Verdict.Refused.class);
    }
  }

  @Test
  void a_key_without_an_algorithm_has_the_one_of_its_kind() {
    for (var algorithm : List.of(Algorithm.EDDSA, Algorithm.ES512, Algorithm.RS256)) {
      var key = reference.key(algorithm);
      var bare = new HashMap<>(reference.vault.publicJwk(key, algorithm).members());
      bare.remove("alg");
      var checking = verifier(new PublicJwk(bare));
      assertThat(checking.verify(signer.sign(key, algorithm, Fixtures.claims(ISSUER))))
          .as(algorithm.toString())
          .isInstanceOf(Verdict.Good.class);
    }
  }

  @Test
  void checklist_7_17_keys_that_cannot_be_used_are_left_out() {
    var good = reference.vault.publicJwk(Fixtures.row(), Algorithm.EDDSA);
    var encrypting = new HashMap<>(good.members());
    encrypting.putAll(Map.of("kid", "enc", "use", "enc"));
    var weak = Map.of("kid", "weak", "kty", "RSA", "n", "AQAB", "e", "AQAB", "alg", "RS256");
    var shared = Map.of("kid", "shared", "kty", "oct", "k", "c2VjcmV0", "alg", "HS256");
    var checking =
        verifier(good, new PublicJwk(encrypting), new PublicJwk(weak), new PublicJwk(shared));
    assertThat(checking.verifier().usable(checking.keys()))
        .isEqualTo(Map.of(new KeyId(Fixtures.row().id().value()), Algorithm.EDDSA));
  }

  private static String audience(String json) {
    return "{\"exp\":%d,\"sub\":\"u\",\"iss\":\"ISS\",\"aud\":%s}".formatted(NOW + 9, json);
  }

  private TokenRefusal refusalOf(String token) {
    var refusal = refusal(verifier().verify(token));
    if (refusal == null) throw new AssertionError("was taken");
    return refusal;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"sub\":\"\",", "\"sub\":7,", "\"sub\":[\"u\"],", ""})
  void a_token_without_a_subject_is_refused(String subject) {
    var json = "{\"exp\":%d,%s\"iss\":\"ISS\",\"aud\":\"ISS\"}".formatted(NOW + 9, subject);
    assertThat(reasonOf(claims(json))).isEqualTo(Reason.TOKEN_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "a.b", "a.b.c", "a.b.c.d", "a.b.c.d.e", "{\"payload\":\"\"}"})
  void checklist_7_5_what_is_no_compact_jws_is_refused(String token) {
    assertThat(reasonOf(token)).isEqualTo(Reason.TOKEN_MALFORMED);
  }

  @Test
  void checklist_7_16_size_is_capped_and_members_stand_once() {
    assertThat(reasonOf(".".repeat(1_000_000))).isEqualTo(Reason.TOKEN_MALFORMED);
    assertThat(reasonOf(GOOD + "A".repeat(8 * 1024))).isEqualTo(Reason.TOKEN_MALFORMED);
    assertThat(reasonOf(header("{\"alg\":\"EdDSA\",\"alg\":\"EdDSA\",\"kid\":\"KID\"}")))
        .isEqualTo(Reason.TOKEN_MALFORMED);
  }

  @Test
  void another_text_of_the_same_signature_is_refused() {
    char last = GOOD.charAt(GOOD.length() - 1);
    var spareBits = GOOD.substring(0, GOOD.length() - 1) + (char) (last + 1);
    assertThat(reasonOf(spareBits)).isEqualTo(Reason.TOKEN_MALFORMED);
    assertThat(reasonOf(GOOD + "==")).isEqualTo(Reason.TOKEN_MALFORMED);
    assertThat(reasonOf(GOOD + "\n")).isEqualTo(Reason.TOKEN_MALFORMED);
  }

  @Test
  void no_changed_bit_of_the_signature_verifies() {
    int start = GOOD.lastIndexOf('.') + 1;
    byte[] good = Base64Url.decode(GOOD.substring(start)).orElseThrow();
    for (int bit = 0; bit < good.length * Byte.SIZE; bit++) {
      byte[] changed = good.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThat(reasonOf(GOOD.substring(0, start) + Base64Url.encode(changed)))
          .isEqualTo(Reason.TOKEN_SIGNATURE_INVALID);
    }
    assertThat(reasonOf(GOOD.substring(0, start))).isEqualTo(Reason.TOKEN_SIGNATURE_INVALID);
  }

  @ParameterizedTest
  @EnumSource(names = {"ES256", "ES512"})
  void checklist_7_18_a_signature_of_zeros_is_refused(Algorithm algorithm) {
    var key = reference.key(algorithm);
    var token = signer.sign(key, algorithm, Fixtures.claims(ISSUER));
    int start = token.lastIndexOf('.') + 1;
    var zeros = new byte[Base64Url.decode(token.substring(start)).orElseThrow().length];
    assertThat(
            reason(
                verifier(key, algorithm)
                    .verify(token.substring(0, start) + Base64Url.encode(zeros))))
        .isEqualTo(Reason.TOKEN_SIGNATURE_INVALID);
  }

  private @Nullable Reason reasonOf(String token) {
    return reason(verifier().verify(token));
  }

  private static @Nullable Reason reason(Verdict verdict) {
    var refusal = refusal(verdict);
    return refusal == null ? null : refusal.reason();
  }

  private static @Nullable TokenRefusal refusal(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Good(var _) -> null;
      case Verdict.Refused(var refusal) -> refusal;
      case Verdict.KeyNotAmongThem(var refusal) -> refusal;
    };
  }

  /** A verifier with the keys that it is given. */
  private record Checking(JwtVerifier verifier, List<PublicJwk> keys) {
    Verdict verify(String token) {
      return verifier.verify(token, keys);
    }
  }

  private Checking verifier() {
    return verifier(Fixtures.row(), Algorithm.EDDSA);
  }

  private Checking verifier(StoredKey key, Algorithm algorithm) {
    return verifier(reference.vault.publicJwk(key, algorithm));
  }

  private static Checking verifier(PublicJwk... keys) {
    var expected = new TokenExpectation(ISSUER, List.of(ISSUER));
    return new Checking(
        new JwtVerifier(expected, InstantSource.fixed(Fixtures.NOW)), List.of(keys));
  }

  /** The vectors' claims under this header, with a good signature of the vectors' key. */
  private String header(String json) {
    return signed(json, Vectors.of("jwt").get("payload").toString());
  }

  /** These claims under a good header and signature. */
  private String claims(String json) {
    return signed("{\"alg\":\"EdDSA\",\"kid\":\"KID\"}", json);
  }

  private static String timed(String claim, long second) {
    var end = claim.equals("exp") ? "" : "\"exp\":%d,".formatted(NOW + 900);
    return "{%s\"%s\":%d,\"sub\":\"u\",\"iss\":\"ISS\",\"aud\":\"ISS\"}"
        .formatted(end, claim, second);
  }

  private String signed(String header, String claims) {
    var input =
        Base64Url.encode(Utf8.bytes(header.replace("KID", Fixtures.row().id().value())))
            + "."
            + Base64Url.encode(Utf8.bytes(claims.replace("ISS", ISSUER)));
    try {
      var row = reference.opened.privateText(Fixtures.row()).orElseThrow().plaintext();
      var key = Ed25519Keys.FAMILY.privateKey(Jwk.parse(row));
      var signature = JwsSignature.sign(Algorithm.EDDSA, key, Utf8.bytes(input));
      return input + "." + Base64Url.encode(signature);
    } catch (GeneralSecurityException unusable) {
      throw new AssertionError(unusable);
    }
  }
}
