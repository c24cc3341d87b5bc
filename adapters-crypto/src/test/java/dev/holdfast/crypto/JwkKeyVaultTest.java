package dev.holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.secret.Secret;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyVault.Opening;
import dev.holdfast.domain.token.StoredKey;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

final class JwkKeyVaultTest {
  private static final Map<Algorithm, List<String>> PUBLIC_MEMBERS =
      Map.of(
          Algorithm.EDDSA, List.of("crv", "x", "kty"),
          Algorithm.ES256, List.of("kty", "x", "y", "crv"),
          Algorithm.ES512, List.of("kty", "x", "y", "crv"),
          Algorithm.RS256, List.of("kty", "n", "e"),
          Algorithm.PS256, List.of("kty", "n", "e"));
  private static final Map<Algorithm, List<String>> PRIVATE_MEMBERS =
      Map.of(
          Algorithm.EDDSA, List.of("crv", "d", "x", "kty"),
          Algorithm.ES256, List.of("kty", "x", "y", "crv", "d"),
          Algorithm.ES512, List.of("kty", "x", "y", "crv", "d"),
          Algorithm.RS256, List.of("kty", "n", "e", "d", "p", "q", "dp", "dq", "qi"),
          Algorithm.PS256, List.of("kty", "n", "e", "d", "p", "q", "dp", "dq", "qi"));

  private final Fixtures reference = Fixtures.reference();

  @Test
  @Vectors.Checks("jwksEncryptedPrivateKey")
  void opens_the_references_row() {
    assertThat(reference.vault.open(Fixtures.row())).isEqualTo(Opening.CURRENT);
    assertThat(reference.opened.privateText(Fixtures.row()).orElseThrow().plaintext())
        .isEqualTo(Vectors.text("/jwksEncryptedPrivateKey/plaintextPrivateJwkJson"));
    assertThat(Fixtures.row().privateKey())
        .isEqualTo("\"" + Vectors.text("/jwksEncryptedPrivateKey/ciphertextHex") + "\"");
  }

  @Test
  @Vectors.Checks("jwksResponse")
  void shows_the_public_key_as_the_reference() {
    var keys = List.of(reference.vault.publicJwk(Fixtures.row(), Algorithm.ES256).members());
    assertThat(JsonMapper.shared().writeValueAsString(Map.of("keys", keys)))
        .isEqualTo(Vectors.of("jwksResponse").toString());
  }

  @Test
  void an_old_row_is_shown_with_the_given_algorithm_and_the_curve_of_its_key() {
    var old = Fixtures.row(Fixtures.row().publicKey(), Fixtures.row().privateKey(), null, null);
    assertThat(reference.vault.open(old)).isEqualTo(Opening.CURRENT);
    assertThat(reference.vault.publicJwk(old, Algorithm.EDDSA).members())
        .containsEntry("alg", "EdDSA")
        .containsEntry("crv", "Ed25519");
  }

  @ParameterizedTest
  @EnumSource
  void makes_keys_in_the_references_form(Algorithm algorithm) {
    var key = reference.key(algorithm);

    assertThat(key.algorithm()).isEqualTo(algorithm.wireName());
    assertThat(members(key.publicKey())).isEqualTo(PUBLIC_MEMBERS.get(algorithm));
    var plaintext = reference.opened.privateText(key).orElseThrow().plaintext();
    assertThat(members(plaintext)).isEqualTo(PRIVATE_MEMBERS.get(algorithm));
    assertThat(key.privateKey()).matches("\"[0-9a-f]+\"");
    assertThat(Fixtures.reference().vault.open(key)).isEqualTo(Opening.CURRENT);
    assertThat(key.curve()).isEqualTo(Vectors.json(key.publicKey()).path("crv").stringValue(null));
  }

  @ParameterizedTest
  @EnumSource
  void checklist_7_11_shows_public_members_only(Algorithm algorithm) {
    var key = reference.key(algorithm);
    var leaking = reference.opened.privateText(key).orElseThrow().plaintext();
    var row =
        new StoredKey(
            key.id(),
            leaking,
            key.privateKey(),
            key.createdAt(),
            null,
            key.algorithm(),
            key.curve(),
            null);

    var shown = reference.vault.publicJwk(row, algorithm).members();
    assertThat(shown).doesNotContainKeys("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    assertThat(shown.keySet().iterator().next()).isEqualTo("alg");
    assertThat(List.copyOf(shown.keySet()).getLast()).isEqualTo("kid");
  }

  @Test
  void checklist_7_17_new_rsa_keys_have_3072_bits() {
    var modulus = Vectors.json(reference.key(Algorithm.PS256).publicKey()).get("n").stringValue();
    assertThat(Base64Url.decode(modulus).orElseThrow()).hasSize(3072 / 8);
  }

  @Test
  void a_row_of_a_previous_secret_is_opened_and_resealed() {
    var key = Fixtures.reference().key(Algorithm.EDDSA);
    var two = new Secret(2, "second-throwaway-secret");
    var rotated = new Fixtures(new SecretRing(List.of(two), Fixtures.RING.current(), List.of()));

    assertThat(rotated.vault.open(key)).isEqualTo(Opening.PREVIOUS);
    var resealed = key.sealedAs(rotated.vault.reseal(key));
    assertThat(resealed.privateKey()).startsWith("\"$ba$2$");
    assertThat(rotated.vault.open(resealed)).isEqualTo(Opening.CURRENT);
    assertThat(new Fixtures(new SecretRing(List.of(two), null, List.of())).vault.open(resealed))
        .isEqualTo(Opening.CURRENT);
  }

  @Test
  void checklist_8_5_a_row_that_no_secret_opens_fails_and_its_public_key_is_still_shown() {
    var stranger = new Fixtures(SecretRing.of(new Secret(null, "another secret")));
    assertThat(stranger.vault.open(Fixtures.row())).isEqualTo(Opening.FAILED);
    assertThat(stranger.vault.publicJwk(Fixtures.row(), Algorithm.EDDSA).members())
        .containsEntry("kid", Fixtures.row().id().value());
    assertThatThrownBy(() -> stranger.vault.reseal(Fixtures.row()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Fixtures.row().id().value());
  }

  @Test
  void an_unsealed_private_key_counts_as_current() {
    var plain = Vectors.text("/jwksEncryptedPrivateKey/plaintextPrivateJwkJson");
    var row = Fixtures.row(Fixtures.row().publicKey(), plain, "EdDSA", "Ed25519");
    assertThat(reference.vault.open(row)).isEqualTo(Opening.CURRENT);
    assertThat(reference.vault.open(row.sealedAs(reference.vault.reseal(row))))
        .isEqualTo(Opening.CURRENT);
  }

  @Test
  void checklist_7_17_halves_that_do_not_belong_together_fail() {
    var other = reference.key(Algorithm.EDDSA);
    var row = Fixtures.row(other.publicKey(), Fixtures.row().privateKey(), "EdDSA", "Ed25519");
    assertThat(reference.vault.open(row)).isEqualTo(Opening.FAILED);
    var curve = reference.key(Algorithm.ES256);
    assertThat(open(curve.publicKey(), reference.key(Algorithm.ES256).privateKey(), "ES256"))
        .isEqualTo(Opening.FAILED);
  }

  @Test
  void checklist_7_17_a_key_of_another_kind_than_said_fails() {
    var key = reference.key(Algorithm.ES256);
    assertThat(open(key.publicKey(), key.privateKey(), "ES512")).isEqualTo(Opening.FAILED);
    assertThat(open(key.publicKey(), key.privateKey(), "HS256")).isEqualTo(Opening.FAILED);
    assertThat(open("[]", key.privateKey(), "ES256")).isEqualTo(Opening.FAILED);
    assertThat(open(key.publicKey(), "no json", "ES256")).isEqualTo(Opening.FAILED);
    assertThat(open(key.publicKey(), "{}", "ES256")).isEqualTo(Opening.FAILED);
  }

  @Test
  void checklist_7_17_a_point_off_the_curve_fails() {
    var key = reference.key(Algorithm.ES256);
    var x = Vectors.json(key.publicKey()).get("x").stringValue();
    var y = Vectors.json(key.publicKey()).get("y").stringValue();
    var swapped = Jwk.of("kty", "EC", "x", y, "y", x, "crv", "P-256").json();
    assertThat(open(swapped, key.privateKey(), "ES256")).isEqualTo(Opening.FAILED);
    assertThatThrownBy(() -> EllipticKeys.P_256.publicKey(Jwk.parse(swapped)))
        .hasMessageContaining("off its curve");
  }

  @Test
  void checklist_7_17_rsa_below_2048_bits_fails() throws NoSuchAlgorithmException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    var weak = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    var n = Base64Url.encode(weak.getModulus());
    var jwk = Jwk.of("kty", "RSA", "n", n, "e", "AQAB");

    assertThatThrownBy(() -> RsaKeys.FAMILY.publicKey(jwk)).hasMessageContaining("2048");
    var sealed = Json.text(reference.sealer.seal(jwk.json()));
    assertThat(open(jwk.json(), sealed, "RS256")).isEqualTo(Opening.FAILED);
  }

  private Opening open(String publicKey, String privateKey, String algorithm) {
    return reference.vault.open(Fixtures.row(publicKey, privateKey, algorithm, null));
  }

  private static List<String> members(String json) {
    return List.copyOf(Vectors.json(json).propertyNames());
  }
}
