package dev.holdfast.crypto;

import dev.holdfast.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * A secret derived for one purpose, so that no key serves two (checklist 7.2, protocol security
 * §6). The 64 hex digits are used like a secret of the same version.
 */
final class PurposeKey {
  private static final String SALT = "better-auth:oauth-encryption:v1";
  private static final int BYTES = 32;

  private PurposeKey() {}

  static Secret derive(Secret secret, String purpose) {
    var info = "better-auth:" + purpose + ":v1";
    var generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(new HKDFParameters(bytes(secret.value()), bytes(SALT), bytes(info)));
    var derived = new byte[BYTES];
    generator.generateBytes(derived, 0, BYTES);
    return new Secret(secret.version(), HexFormat.of().formatHex(derived));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
