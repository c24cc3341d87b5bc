package dev.holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.crypto.JwtVerifier.Expected;
import dev.holdfast.crypto.JwtVerifier.Verdict;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.StoredKey;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
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
        .isEqualTo(
            new Verdict.Good(
                "ATTDkEmv5caRlv57aj8udUk1P53xIrhr", Vectors.of("jwt").get("payload").toString()));
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
              assertThat(refused.reason()).isEqualTo(Reason.TOKEN_ISSUER_MISMATCH);
              assertThat(refused.expected()).isEqualTo(ISSUER);
              assertThat(refused.actual()).isNotEqualTo(ISSUER);
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
    return verdict instanceof Verdict.Refused refused ? refused.reason() : null;
  }

  private JwtVerifier verifier() {
    return verifier(Fixtures.row(), Algorithm.EDDSA);
  }

  private JwtVerifier verifier(StoredKey key, Algorithm algorithm) {
    var keys = VerificationKeys.of(List.of(reference.vault.publicJwk(key, algorithm)));
    var expected = new Expected(ISSUER, List.of(ISSUER));
    return new JwtVerifier(keys, expected, InstantSource.fixed(Fixtures.NOW));
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
