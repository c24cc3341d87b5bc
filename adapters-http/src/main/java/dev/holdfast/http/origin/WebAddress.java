package dev.holdfast.http.origin;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL taken apart so strictly that two parsers cannot disagree about its origin: no user
 * information, no backslash, no control character or blank, and a plain host (checklist 6.8).
 *
 * @param scheme in lower case
 * @param authority for http and https: host and port in lower case, default port dropped
 * @param path up to the query or fragment
 */
record WebAddress(String scheme, String authority, String path) {
  private static final Pattern URL =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.\\-]*+):(?://([^/?#]*+))?+([^?#]*+)(.*+)");

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("([A-Za-z0-9._\\-]++|\\[[0-9A-Fa-f:.]++\\])(?::(\\d{1,5}+))?+");

  static Optional<WebAddress> parse(String text) {
    if (text.chars().anyMatch(c -> c <= ' ' || c == '\\' || (c >= 0x7f && c <= 0x9f))) {
      return Optional.empty();
    }
    Matcher url = URL.matcher(text);
    if (!url.matches()) return Optional.empty();
    var scheme = url.group(1).toLowerCase(Locale.ROOT);
    var authority = url.group(2) == null ? "" : url.group(2);
    var path = url.group(3);
    if (!isWeb(scheme)) return Optional.of(new WebAddress(scheme, authority, path));
    Matcher host = HOST_AND_PORT.matcher(authority);
    if (!host.matches()) return Optional.empty();
    return Optional.of(
        new WebAddress(scheme, host.group(1).toLowerCase(Locale.ROOT) + port(scheme, host), path));
  }

  boolean isWeb() {
    return isWeb(scheme);
  }

  /** As browsers write it (RFC 6454 §6.2). */
  String origin() {
    return scheme + "://" + authority;
  }

  String host() {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }

  /** With its colon; empty for the scheme's own. */
  String port() {
    return authority.substring(host().length());
  }

  private static boolean isWeb(String scheme) {
    return scheme.equals("http") || scheme.equals("https");
  }

  private static String port(String scheme, Matcher host) {
    var digits = host.group(2);
    if (digits == null) return "";
    int port = Integer.parseInt(digits);
    return port == (scheme.equals("https") ? 443 : 80) ? "" : ":" + port;
  }
}
