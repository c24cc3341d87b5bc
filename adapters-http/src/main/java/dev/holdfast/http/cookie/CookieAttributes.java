package dev.holdfast.http.cookie;

import org.jspecify.annotations.Nullable;

/**
 * What all our cookies have in common. They follow the configuration, never a header (checklist
 * 5.3).
 *
 * @param prefix before the short name, without its dot
 * @param secure whether names start with {@code __Secure-} and lines carry {@code Secure}
 * @param domain only where several hosts share the cookies
 */
public record CookieAttributes(
    String prefix, boolean secure, SameSite sameSite, @Nullable String domain) {
  public static final String DEFAULT_PREFIX = "better-auth";

  /** RFC 6265bis §4.1.2.7. */
  public enum SameSite {
    LAX("Lax"),
    STRICT("Strict"),
    NONE("None");

    private final String text;

    SameSite(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  public CookieAttributes {
    if (sameSite == SameSite.NONE && !secure) {
      throw new IllegalArgumentException("SameSite=None needs Secure: browsers drop it otherwise");
    }
    if (prefix.startsWith("__Host-") && (!secure || domain != null)) {
      throw new IllegalArgumentException("__Host- needs Secure and allows no domain");
    }
  }

  /** The full name of a cookie; a prefix that pins cookies to the host says Secure already. */
  public String name(String shortName) {
    boolean marked = secure && !prefix.startsWith("__Host-");
    return (marked ? "__Secure-" : "") + prefix + "." + shortName;
  }
}
