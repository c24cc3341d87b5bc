package dev.holdfast.crypto;

import dev.holdfast.domain.account.Password;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * The reference's password hash, {@code salt:key} in lower-case hex. The salt goes into scrypt as
 * its hex <em>text</em>, not as the bytes that it stands for (protocol schema §6). Never prints
 * itself.
 */
record ScryptHash(String salt, String key) {
  static final int SALT_BYTES = 16;

  /** N, r, p: 32 MiB and about 0.1 s a hash. */
  private static final int COST = 16384;

  private static final int BLOCK_SIZE = 16;
  private static final int LANES = 1;
  private static final int KEY_BYTES = 64;

  private static final Pattern FORM = Pattern.compile("([0-9a-f]{32}):([0-9a-f]{128})");

  static ScryptHash of(Password password, byte[] salt) {
    var text = HexFormat.of().formatHex(salt);
    return new ScryptHash(text, derive(password, text));
  }

  static Optional<ScryptHash> parse(String stored) {
    var form = FORM.matcher(stored);
    return form.matches()
        ? Optional.of(new ScryptHash(form.group(1), form.group(2)))
        : Optional.empty();
  }

  boolean matches(Password password) {
    return MessageDigest.isEqual(ascii(derive(password, salt)), ascii(key));
  }

  String text() {
    return salt + ":" + key;
  }

  private static String derive(Password password, String salt) {
    var secret = password.normalized().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of()
        .formatHex(SCrypt.generate(secret, ascii(salt), COST, BLOCK_SIZE, LANES, KEY_BYTES));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "ScryptHash[hidden]";
  }
}
