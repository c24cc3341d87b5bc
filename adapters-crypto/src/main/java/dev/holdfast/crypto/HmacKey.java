package dev.holdfast.crypto;

import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under one key, scheduled once; each use takes a copy, so threads do not wait. */
final class HmacKey {
  private static final String HMAC = "HmacSHA256";

  private final Mac scheduled;

  HmacKey(String secret) {
    this.scheduled =
        Jca.always(
            () -> {
              var mac = Mac.getInstance(HMAC);
              mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
              return mac;
            });
  }

  byte[] of(String message) {
    try {
      var copy = (Mac) scheduled.clone();
      return copy.doFinal(message.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException foreign) {
      throw new IllegalStateException("the JDK's HMAC can be copied", foreign);
    }
  }
}
