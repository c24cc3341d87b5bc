package dev.holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.secret.CookieSigner;
import dev.holdfast.domain.secret.CookieSigner.Signature;
import dev.holdfast.domain.secret.Secret;
import dev.holdfast.domain.secret.SecretRing;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HmacCookieSignerTest {
  private static final String VALUE = Vectors.text("/signedCookie/value");
  private static final String SIGNATURE = Vectors.text("/signedCookie/signatureBase64");

  private final CookieSigner signer = new HmacCookieSigner(Fixtures.RING);

  @Test
  @Vectors.Checks({"signedCookie", "secret"})
  void signs_as_the_reference() {
    assertThat(signer.sign(VALUE)).isEqualTo(SIGNATURE);
    assertThat(VALUE + "." + SIGNATURE).isEqualTo(Vectors.text("/signedCookie/signedValue"));
    assertThat(new HmacKey(Vectors.text("/secret")).of(VALUE))
        .isEqualTo(Vectors.hex("/signedCookie/hmacSha256Hex"));
    assertThat(Vectors.text("/signedCookie/dontRemember").replace("%2F", "/").replace("%3D", "="))
        .contains("true." + signer.sign("true"));
    assertThat(signer.check(VALUE, SIGNATURE)).isEqualTo(Signature.CURRENT);
  }

  @Test
  void checklist_4_4_a_signature_with_any_bit_flipped_is_invalid() {
    byte[] good = Base64.getDecoder().decode(SIGNATURE);
    for (int bit = 0; bit < good.length * Byte.SIZE; bit++) {
      byte[] flipped = good.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      var text = Base64.getEncoder().encodeToString(flipped);
      assertThat(signer.check(VALUE, text)).as("bit %d", bit).isEqualTo(Signature.INVALID);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "=",
        "FX6gLOA4Xj1OFP5zLdkR9a5N3DFTmweqVg7wN6aX0xE",
        "FX6gLOA4Xj1OFP5zLdkR9a5N3DFTmweqVg7wN6aX0xE==",
        "FX6gLOA4Xj1OFP5zLdkR9a5N3DFTmweqVg7wN6aX0x==",
        " X6gLOA4Xj1OFP5zLdkR9a5N3DFTmweqVg7wN6aX0xE=",
        "éX6gLOA4Xj1OFP5zLdkR9a5N3DFTmweqVg7wN6aX0xE="
      })
  void another_text_of_the_signature_is_invalid(String signature) {
    assertThat(signer.check(VALUE, signature)).isEqualTo(Signature.INVALID);
  }

  /**
   * The reference compares the decoded bytes, so the two bits that decode to nothing do not count.
   */
  @Test
  void other_spare_bits_are_the_same_signature() {
    var otherSpareBits = SIGNATURE.replace("xE=", "xF=");
    assertThat(otherSpareBits).isNotEqualTo(SIGNATURE);
    assertThat(signer.check(VALUE, otherSpareBits)).isEqualTo(Signature.CURRENT);
  }

  @Test
  void the_url_alphabet_is_invalid() {
    var signature = signer.sign("true");
    assertThat(signature).contains("/");
    assertThat(signer.check("true", signature.replace('/', '_'))).isEqualTo(Signature.INVALID);
  }

  @Test
  void checklist_8_3_tells_whose_signature_it_is() {
    var ring =
        new SecretRing(
            List.of(new Secret(2, "second"), new Secret(1, "first")),
            new Secret(null, "single"),
            List.of(new Secret(null, "retired")));
    var rotated = new HmacCookieSigner(ring);

    assertThat(rotated.check("v", signedBy("second"))).isEqualTo(Signature.CURRENT);
    assertThat(rotated.check("v", signedBy("first"))).isEqualTo(Signature.PREVIOUS);
    assertThat(rotated.check("v", signedBy("single"))).isEqualTo(Signature.PREVIOUS);
    assertThat(rotated.check("v", signedBy("retired"))).isEqualTo(Signature.RETIRED);
    assertThat(rotated.check("v", signedBy("stranger"))).isEqualTo(Signature.INVALID);
    assertThat(rotated.sign("v")).isEqualTo(signedBy("second"));
  }

  private static String signedBy(String secret) {
    return new HmacCookieSigner(SecretRing.of(new Secret(null, secret))).sign("v");
  }
}
