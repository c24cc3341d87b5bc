package dev.holdfast.crypto;

import dev.holdfast.domain.platform.Entropy;
import java.security.SecureRandom;

/**
 * Chance from the machine's cryptographically secure source (checklist 2.3, 4.1). Texts are drawn
 * as the reference draws them: bytes from 248 up are thrown away, or the first letters of the
 * alphabet would come up more often (protocol sessions-and-cookies §3).
 */
public final class SecureEntropy implements Entropy {
  private static final String ALPHABET =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  /** The largest multiple of 62 that fits a byte. */
  private static final int UNIFORM_BELOW = 248;

  private final SecureRandom random = new SecureRandom();

  @Override
  public String text(int length) {
    var text = new StringBuilder(length);
    while (text.length() < length) {
      for (byte drawn : bytes(length - text.length())) {
        int value = Byte.toUnsignedInt(drawn);
        if (value < UNIFORM_BELOW) text.append(ALPHABET.charAt(value % ALPHABET.length()));
      }
    }
    return text.toString();
  }

  @Override
  public byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
