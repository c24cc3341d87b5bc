package dev.holdfast.http.cookie;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One {@code Set-Cookie} line in the reference's order of attributes (protocol sessions-and-cookies
 * §1). Never prints its value.
 *
 * @param value not yet encoded
 * @param maxAge seconds; null for a cookie that ends with the browser, 0 to delete it
 */
public record SetCookie(
    String name, String value, @Nullable Long maxAge, CookieAttributes attributes) {
  /** RFC 6265bis §5.5: 400 days. */
  public static final long LONGEST = 34_560_000;

  public SetCookie {
    if (maxAge != null && (maxAge < 0 || maxAge > LONGEST)) {
      throw new IllegalArgumentException("Max-Age of " + name + " is out of range");
    }
  }

  public boolean deletes() {
    return maxAge != null && maxAge == 0;
  }

  /** Whether the other cookie, which deletes, takes this one back. */
  public boolean replaces(SetCookie deletion) {
    return !deletes() && name.equals(deletion.name);
  }

  public String line() {
    var line = new StringBuilder(name).append('=').append(encode(value));
    if (maxAge != null) line.append("; Max-Age=").append(maxAge);
    var domain = attributes.domain();
    if (domain != null) line.append("; Domain=").append(domain);
    line.append("; Path=/; HttpOnly");
    if (attributes.secure()) line.append("; Secure");
    return line.append("; SameSite=").append(attributes.sameSite().text()).toString();
  }

  @Override
  public String toString() {
    return "SetCookie[" + name + "]";
  }

  /** JavaScript's {@code encodeURIComponent}. */
  static String encode(String value) {
    var text = new StringBuilder(value.length() + 16);
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 255;
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-_.!~*'()".indexOf(c) >= 0;
      if (plain) text.append((char) c);
      else text.append("%%%02X".formatted(c));
    }
    return text.toString();
  }
}
