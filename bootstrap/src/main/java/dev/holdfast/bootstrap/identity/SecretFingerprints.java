package dev.holdfast.bootstrap.identity;

import dev.holdfast.domain.secret.Secret;
import dev.holdfast.domain.secret.SecretRing;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What secrets are recognised by in the database: PBKDF2 with the database's own salt, cut to 40
 * bits. Whoever reads it pays a slow derivation for each guess at a weak secret, where the sealed
 * keys beside it cost a fast one, and can prepare nothing; a strong one is out of reach (ADR 27).
 */
final class SecretFingerprints {
  private static final int ROUNDS = 50_000;
  private static final int DIGITS = 10;
  private static final int BITS = 256;

  private SecretFingerprints() {}

  /**
   * Those of all accepted secrets, the one that signs first, each with its version if it has one.
   */
  static List<String> of(SecretRing ring, String salt) {
    return ring.accepted().stream().map(secret -> of(secret, salt)).toList();
  }

  /** Alike for a secret with a version and the same one without: it signs the same cookies. */
  private static String of(Secret secret, String salt) {
    return derived(secret.value(), salt).substring(0, DIGITS);
  }

  private static String derived(String value, String salt) {
    var salted = ("holdfast-instance\0" + salt).getBytes(StandardCharsets.UTF_8);
    var spec = new PBEKeySpec(digest(value), salted, ROUNDS, BITS);
    try {
      var key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec);
      return HexFormat.of().formatHex(key.getEncoded());
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has PBKDF2", absent);
    } finally {
      spec.clearPassword();
    }
  }

  /** The JDK's PBKDF2 takes characters of its own choice; hex digits are the same to all. */
  private static char[] digest(String value) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      var digits = HexFormat.of().formatHex(hash).toCharArray();
      Arrays.fill(hash, (byte) 0);
      return digits;
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }
}
