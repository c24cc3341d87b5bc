package dev.holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.secret.Sealer.Opening;
import dev.holdfast.domain.secret.Sealer.Opening.Failed;
import dev.holdfast.domain.secret.Sealer.Opening.Opened;
import dev.holdfast.domain.secret.Secret;
import dev.holdfast.domain.secret.SecretRing;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XChaChaSealerTest {
  private static final String PLAINTEXT = Vectors.text("/symmetricEncryption/plaintext");
  private static final String BARE = Vectors.text("/symmetricEncryption/ciphertextHex");

  private final XChaChaSealer sealer = sealer(Fixtures.RING);

  @Test
  @Vectors.Checks("symmetricEncryption")
  void seals_and_opens_as_the_reference() {
    var nonce = Vectors.hex("/symmetricEncryption/nonceHex");
    assertThat(new XChaChaSealer(Fixtures.RING, fixed(nonce)).seal(PLAINTEXT)).isEqualTo(BARE);
    assertThat(sealer.open(BARE)).isEqualTo(new Opened(PLAINTEXT, true));
    assertThat(BARE)
        .isEqualTo(
            Vectors.text("/symmetricEncryption/nonceHex")
                + Vectors.text("/symmetricEncryption/ciphertextBodyHex")
                + Vectors.text("/symmetricEncryption/tagHex"));
  }

  @Test
  @Vectors.Checks("symmetricEncryptionVersioned")
  void opens_what_the_reference_sealed_under_several_secrets() {
    var versioned = Vectors.of("symmetricEncryptionVersioned");
    List<Secret> secrets =
        versioned
            .get("secrets")
            .valueStream()
            .map(s -> new Secret(s.get("version").intValue(), s.get("value").stringValue()))
            .toList();
    var legacy = new Secret(null, versioned.get("legacySecret").stringValue());
    var ring = sealer(new SecretRing(secrets, legacy, List.of()));
    var plaintext = versioned.get("plaintext").stringValue();

    assertThat(ring.open(versioned.get("current").stringValue()))
        .isEqualTo(new Opened(plaintext, true));
    assertThat(ring.open(versioned.get("writtenUnderVersion1").stringValue()))
        .isEqualTo(new Opened(plaintext, false));
    assertThat(ring.open(versioned.get("legacyBareHex").stringValue()))
        .isEqualTo(new Opened(plaintext, false));
    assertThat(ring.seal("x")).startsWith("$ba$2$");
    assertThat(ring.open(ring.seal("x"))).isEqualTo(new Opened("x", true));
  }

  @Test
  void bare_hex_without_a_single_secret_is_not_opened() {
    var ring = new SecretRing(List.of(new Secret(1, Vectors.SECRET)), null, List.of());
    assertThat(why(sealer(ring).open(BARE))).contains("without a version");
  }

  @Test
  void an_unknown_version_is_named() {
    assertThat(why(sealer.open("$ba$7$" + BARE))).contains("version 7");
  }

  @Test
  void an_envelope_is_opened_by_its_version_alone() {
    var one = new Secret(1, "one");
    var two = new Secret(2, "two");
    var sealed = sealer(new SecretRing(List.of(one), null, List.of())).seal("x");
    var both = sealer(new SecretRing(List.of(two, one), null, List.of()));

    assertThat(both.open(sealed)).isEqualTo(new Opened("x", false));
    assertThat(why(both.open(sealed.replace("$ba$1$", "$ba$2$")))).contains("version 2");
  }

  @Test
  void checklist_8_4_no_changed_bit_is_opened() {
    byte[] good = HexFormat.of().parseHex(BARE);
    for (int bit = 0; bit < good.length * Byte.SIZE; bit++) {
      byte[] changed = good.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThat(sealer.open(HexFormat.of().formatHex(changed)))
          .as("bit %d", bit)
          .isInstanceOf(Failed.class);
    }
  }

  @Test
  void checklist_8_4_every_sealing_draws_a_nonce_of_its_own() {
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 10_000; i++) nonces.add(sealer.seal("same").substring(0, 48));
    assertThat(nonces).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "xyz", "$ba$", "$ba$1$", "$ba$-1$00", "$ba$99999999999$00"})
  void what_is_no_sealed_text_fails(String text) {
    assertThat(sealer.open(text)).isInstanceOf(Failed.class);
  }

  @Test
  @Vectors.Checks({"purposeKey", "oauthLinkState"})
  void keys_for_a_purpose_are_derived_as_the_reference_does() {
    for (var vector : Vectors.of("purposeKey")) {
      var secret = new Secret(null, vector.get("secret").stringValue());
      var derived = PurposeKey.derive(secret, vector.get("purpose").stringValue());
      assertThat(derived.value()).isEqualTo(vector.get("derivedSecretHexString").stringValue());
    }
    var linking = PurposeKey.derive(Fixtures.RING.current(), "oauth-link-session-token");
    var state = Vectors.json(Vectors.text("/oauthLinkState/value"));
    var sealed = state.at("/link/encryptedSessionToken").stringValue();
    assertThat(sealer(SecretRing.of(linking)).open(sealed))
        .isEqualTo(new Opened(Vectors.text("/oauthLinkState/decryptedSessionToken"), true));
  }

  private static XChaChaSealer sealer(SecretRing ring) {
    return new XChaChaSealer(ring, new SecureEntropy());
  }

  private static @Nullable String why(Opening opening) {
    return opening instanceof Failed(String why) ? why : null;
  }

  private static Entropy fixed(byte[] bytes) {
    return new Entropy() {
      @Override
      public String text(int length) {
        throw new UnsupportedOperationException();
      }

      @Override
      public byte[] bytes(int length) {
        assertThat(length).isEqualTo(bytes.length);
        return bytes.clone();
      }
    };
  }
}
