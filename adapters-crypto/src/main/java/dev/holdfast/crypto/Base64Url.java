package dev.holdfast.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64url without padding in its one canonical form (RFC 4648 §5, §3.5): what decodes to the same
 * bytes by other spare bits, padding or white space is not it. Numbers are unsigned, big-endian.
 */
final class Base64Url {
  private Base64Url() {}

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The number in the fewest bytes, as RSA members have it (RFC 7518 §2). */
  static String encode(BigInteger number) {
    return encode(fixed(number, (number.bitLength() + Byte.SIZE - 1) / Byte.SIZE));
  }

  /** The number in exactly so many bytes, as curve coordinates have it (RFC 7518 §6.2.1.2). */
  static String encode(BigInteger number, int length) {
    return encode(fixed(number, length));
  }

  static Optional<byte[]> decode(String text) {
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static byte[] fixed(BigInteger number, int length) {
    var minimal = number.toByteArray();
    var bytes = new byte[length];
    int from = Math.max(0, minimal.length - length);
    var digits = Arrays.copyOfRange(minimal, from, minimal.length);
    System.arraycopy(digits, 0, bytes, length - digits.length, digits.length);
    return bytes;
  }
}
