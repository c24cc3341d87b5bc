package dev.holdfast.http.origin;

import java.util.List;

/**
 * Wildcards as the reference reads them (protocol security §1.4): {@code *} is any run without
 * {@code /} and {@code \}, {@code ?} one such character, {@code **} as a whole segment any depth,
 * {@code \} takes the next character as it is. Never backtracks over more than one star, so its
 * cost is linear in the text for a given pattern (checklist 14.16).
 */
final class Wildcard {
  private final List<String> segments;

  Wildcard(String pattern) {
    this.segments = List.of(pattern.split("/", -1));
  }

  static boolean isIn(String pattern) {
    return pattern.contains("*") || pattern.contains("?");
  }

  boolean matches(String text) {
    if (text.indexOf('\\') >= 0) return false;
    var parts = List.of(text.split("/", -1));
    int segment = 0;
    int part = 0;
    int deep = -1;
    int resume = 0;
    while (part < parts.size()) {
      if (segment < segments.size() && segments.get(segment).equals("**")) {
        deep = segment++;
        resume = part;
      } else if (segment < segments.size() && matches(segments.get(segment), parts.get(part))) {
        segment++;
        part++;
      } else if (deep >= 0) {
        segment = deep + 1;
        part = ++resume;
      } else {
        return false;
      }
    }
    while (segment < segments.size() && segments.get(segment).equals("**")) segment++;
    return segment == segments.size();
  }

  /** Two cursors and the last star: the textbook way, without recursion. */
  private static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      boolean more = p < pattern.length();
      if (more && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
        continue;
      }
      boolean escaped = more && pattern.charAt(p) == '\\' && p + 1 < pattern.length();
      int at = escaped ? p + 1 : p;
      boolean one =
          more && ((!escaped && pattern.charAt(p) == '?') || pattern.charAt(at) == text.charAt(t));
      if (one) {
        p = at + 1;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') p++;
    return p == pattern.length();
  }
}
