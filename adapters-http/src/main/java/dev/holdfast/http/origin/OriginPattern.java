package dev.holdfast.http.origin;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One entry of the list of trusted origins (protocol security §1.4). */
final class OriginPattern {
  private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.\\-]*):(.*)");

  private final String text;
  private final boolean wild;

  OriginPattern(String text) {
    this.text = text;
    this.wild = Wildcard.isIn(text);
  }

  boolean matches(WebAddress url) {
    if (wild && !text.contains("://")) {
      return !url.authority().isEmpty()
          && !url.authority().contains("@")
          && matchesHost(text, url.authority());
    }
    if (!url.isWeb()) return matchesApp(url);
    if (!wild) return text.equals(url.origin());
    int authority = text.indexOf("://") + 3;
    return new Wildcard(text).matches(url.origin())
        && ipv4OnlyIfNumeric(text.substring(authority), url.authority());
  }

  private static boolean matchesHost(String pattern, String authority) {
    return new Wildcard(pattern).matches(authority) && ipv4OnlyIfNumeric(pattern, authority);
  }

  /** {@code 192.168.*.*} means addresses, not {@code 192.168.evil.tld}. */
  private static boolean ipv4OnlyIfNumeric(String pattern, String authority) {
    var host = withoutPort(pattern);
    boolean numeric =
        host.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '*' || c == '?')
            && host.chars().anyMatch(c -> c >= '0' && c <= '9');
    return !numeric || FOUR_NUMBERS.matcher(withoutPort(authority)).matches();
  }

  private static String withoutPort(String authority) {
    int colon = authority.indexOf(':');
    return authority.startsWith("[") || colon < 0 ? authority : authority.substring(0, colon);
  }

  private boolean matchesApp(WebAddress url) {
    var pattern = SCHEME.matcher(text);
    if (!pattern.matches()) return false;
    if (!pattern.group(1).toLowerCase(Locale.ROOT).equals(url.scheme())) return false;
    var path = plainPath(url.path());
    if (path.isEmpty() || url.authority().contains("@")) return false;
    var rest = pattern.group(2);
    var trustedAuthority = "";
    var trustedPath = rest;
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      trustedAuthority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
      trustedPath = slash < 0 ? "" : rest.substring(slash);
    }
    return authorityMatches(trustedAuthority, url.authority())
        && pathMatches(trustedPath, path.get());
  }

  private boolean authorityMatches(String trusted, String given) {
    if (trusted.isEmpty()) return true;
    return wild ? new Wildcard(trusted).matches(given) : trusted.equals(given);
  }

  private boolean pathMatches(String trusted, String given) {
    if (trusted.isEmpty() || trusted.equals("/")) return true;
    if (Wildcard.isIn(trusted)) return new Wildcard(trusted).matches(given);
    var stem = trusted.endsWith("/") ? trusted.substring(0, trusted.length() - 1) : trusted;
    return given.equals(stem) || given.startsWith(stem + "/");
  }

  /** The path with its escapes undone; empty for one that climbs or hides something. */
  private static Optional<String> plainPath(String path) {
    String plain;
    try {
      plain = java.net.URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return Optional.empty();
    }
    if (plain.indexOf('\\') >= 0 || plain.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      return Optional.empty();
    }
    for (String segment : plain.split("/", -1)) {
      if (segment.equals("..") || segment.equals(".")) return Optional.empty();
    }
    return Optional.of(plain);
  }
}
