package dev.holdfast.domain.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A secret of the deployment. Never prints itself; its fingerprint may be shown. Without a version
 * it is the one given alone ({@code BETTER_AUTH_SECRET}), whose sealed columns carry none.
 */
public record Secret(@Nullable Integer version, String value) {
  private static final int FINGERPRINT_LENGTH = 8;

  public Secret {
    if (value.isEmpty()) throw new IllegalArgumentException("a secret is not empty");
    if (version != null && version < 0) throw new IllegalArgumentException("version below 0");
  }

  /** Eight hex digits that tell two secrets apart and give neither away. */
  public String fingerprint() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update("holdfast-fingerprint\0".getBytes(StandardCharsets.US_ASCII));
      var hash = digest.digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT_LENGTH);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }

  @Override
  public String toString() {
    return "Secret[" + (version == null ? "" : "version " + version + ", ") + fingerprint() + "]";
  }
}
