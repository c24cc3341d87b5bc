package dev.holdfast.http.token;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A claim as the value of a header field: visible ASCII as it is, everything else as {@code %} and
 * the two digits of each UTF-8 byte (RFC 3986 §2.1), {@code %} too, so that whoever decodes gets
 * the claim back. No claim can end the field (checklist 15.4).
 */
final class HeaderValue {
  /** Proxies read the headers of such an answer into 4 KiB altogether. */
  private static final int LONGEST = 768;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private HeaderValue() {}

  static String of(String claim) {
    var bytes = claim.getBytes(StandardCharsets.UTF_8);
    var text = new StringBuilder(bytes.length);
    for (byte one : bytes) {
      if (one > ' ' && one < 0x7f && one != '%') text.append((char) one);
      else HEX.toHexDigits(text.append('%'), one);
    }
    return text.toString();
  }

  static boolean isShort(String value) {
    return value.length() <= LONGEST;
  }
}
