package dev.holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.secret.Secret;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.StoredKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

final class JwtSignerTest {
  private static final String AUDIENCE = "http://localhost:4001";

  private final Fixtures reference = Fixtures.reference();
  private final JwtSigner signer = new JwtSigner(reference.opened);

  @AfterEach
  void end_the_signing_threads() {
    signer.close();
  }

  @Test
  @Vectors.Checks("jwt")
  void signs_the_very_token_of_the_reference() {
    var token = signer.sign(Fixtures.row(), Algorithm.EDDSA, Fixtures.claims(AUDIENCE));
    assertThat(token).isEqualTo(Vectors.text("/jwt/token"));
    assertThat(part(token, 0)).isEqualTo(Vectors.of("jwt").get("header").toString());
    assertThat(part(token, 1)).isEqualTo(Vectors.of("jwt").get("payload").toString());
    assertThat(
            JsonMapper.shared()
                .writeValueAsString(
                    reference.vault.publicJwk(Fixtures.row(), Algorithm.EDDSA).members()))
        .isEqualTo(Vectors.of("jwt").get("publicJwk").toString());
  }

  @ParameterizedTest
  @EnumSource
  void other_libraries_verify_every_algorithm(Algorithm algorithm) throws Exception {
    var key = reference.key(algorithm);
    var token = signer.sign(key, algorithm, Fixtures.claims(AUDIENCE));

    assertThat(part(token, 0))
        .isEqualTo(
            "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm.wireName(), key.id().value()));
    assertThat(verifiedElsewhere(key, algorithm, token)).isTrue();
    assertThat(verifiedElsewhere(key, algorithm, changed(token))).isFalse();
  }

  @Test
  void several_audiences_are_an_array() {
    var token = signer.sign(Fixtures.row(), Algorithm.EDDSA, Fixtures.claims("a", "b"));
    assertThat(part(token, 1)).endsWith("\"aud\":[\"a\",\"b\"]}");
  }

  @Test
  void checklist_8_5_a_key_that_does_not_open_is_unavailable() {
    var stranger = new Fixtures(SecretRing.of(new Secret(null, "another secret")));
    try (var closed = new JwtSigner(stranger.opened)) {
      assertThatThrownBy(
              () -> closed.sign(Fixtures.row(), Algorithm.EDDSA, Fixtures.claims(AUDIENCE)))
          .isInstanceOfSatisfying(
              Unavailable.class, e -> assertThat(e.part()).isEqualTo(Unavailable.Part.KEYS));
    }
  }

  @Test
  void checklist_7_1_a_key_signs_for_its_own_kind_only() {
    assertThatThrownBy(
            () -> signer.sign(Fixtures.row(), Algorithm.ES256, Fixtures.claims(AUDIENCE)))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void once_closed_the_signing_threads_refuse_and_the_others_go_on() {
    var rsa = reference.key(Algorithm.RS256);
    signer.close();
    assertThatThrownBy(() -> signer.sign(rsa, Algorithm.RS256, Fixtures.claims(AUDIENCE)))
        .isInstanceOf(Unavailable.class);
    assertThat(signer.sign(Fixtures.row(), Algorithm.EDDSA, Fixtures.claims(AUDIENCE)))
        .isEqualTo(Vectors.text("/jwt/token"));
  }

  private static boolean verifiedElsewhere(StoredKey key, Algorithm algorithm, String token)
      throws Exception {
    var jws = JWSObject.parse(token);
    return switch (algorithm) {
      case EDDSA -> verifiedByJdk(key, token);
      case ES256, ES512 -> jws.verify(new ECDSAVerifier(JWK.parse(key.publicKey()).toECKey()));
      case RS256, PS256 -> jws.verify(new RSASSAVerifier(JWK.parse(key.publicKey()).toRSAKey()));
    };
  }

  /**
   * The JDK's own Ed25519, from the bare 32 bytes (RFC 8032 §5.1.2: little-endian y, sign of x).
   */
  private static boolean verifiedByJdk(StoredKey key, String token)
      throws GeneralSecurityException {
    var x = Vectors.json(key.publicKey()).get("x").stringValue();
    byte[] point = Base64Url.decode(x).orElseThrow();
    boolean odd = point[31] < 0;
    point[31] &= 0x7f;
    byte[] reversed = new byte[point.length];
    for (int i = 0; i < point.length; i++) reversed[i] = point[point.length - 1 - i];
    var spec =
        new EdECPublicKeySpec(
            NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, reversed)));
    int end = token.lastIndexOf('.');
    var verifier = Signature.getInstance("Ed25519", "SunEC");
    verifier.initVerify(KeyFactory.getInstance("Ed25519", "SunEC").generatePublic(spec));
    verifier.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
    return verifier.verify(Base64Url.decode(token.substring(end + 1)).orElseThrow());
  }

  private static String changed(String token) {
    int at = token.indexOf('.') + 5;
    return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
  }

  private static String part(String token, int index) {
    var encoded = token.split("\\.", -1)[index];
    return new String(Base64Url.decode(encoded).orElseThrow(), StandardCharsets.UTF_8);
  }
}
