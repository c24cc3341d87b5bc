package dev.holdfast.http.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The origins and apps that may call this server with cookies and that it may send people back to:
 * its own, and the configured ones (protocol security §1.4). Cost is linear in the address.
 */
public final class Origins {
  /** Never trusted, whatever is configured: browsers run them or read files by them. */
  private static final Set<String> DANGEROUS =
      Set.of("javascript", "data", "vbscript", "file", "blob", "about", "view-source");

  private static final int LONGEST = 2048;

  private final String own;
  private final List<String> texts;
  private final List<OriginPattern> patterns;

  /**
   * Trusts these.
   *
   * @param own the public URL's origin
   * @param trusted patterns beside it
   */
  public Origins(String own, List<String> trusted) {
    this.own = own;
    List<String> all = new ArrayList<>();
    all.add(own);
    trusted.stream().filter(pattern -> !pattern.isEmpty()).forEach(all::add);
    this.texts = List.copyOf(all);
    this.patterns = texts.stream().map(OriginPattern::new).toList();
  }

  /** The public URL's origin. */
  public String own() {
    return own;
  }

  /** The patterns, for the log line of a refusal. */
  public List<String> patterns() {
    return texts;
  }

  /** Whether requests may come from here; a whole URL (a {@code Referer}) counts as its origin. */
  public boolean trusts(String originOrUrl) {
    if (originOrUrl.length() > LONGEST) return false;
    return WebAddress.parse(originOrUrl)
        .filter(Origins::mayEverBeTrusted)
        .map(url -> patterns.stream().anyMatch(pattern -> pattern.matches(url)))
        .orElse(false);
  }

  /** Whether an address is of a kind that a setting could admit. */
  static boolean mayEverBeTrusted(WebAddress url) {
    return !DANGEROUS.contains(url.scheme());
  }

  /** As {@link #trusts}, but only for an origin exactly as a browser writes it (RFC 6454 §6.2). */
  public boolean trustsExactly(String origin) {
    return trusts(origin)
        && WebAddress.parse(origin)
            .map(url -> !url.isWeb() || url.origin().equals(origin))
            .orElse(false);
  }

  /** Whether people may be sent there: a safe path of our own, or a trusted address. */
  public boolean trustsReturnTo(String url) {
    if (url.length() > LONGEST) return false;
    return url.startsWith("/") ? isSafePath(url) : trusts(url);
  }

  private static boolean isSafePath(String path) {
    boolean odd = path.chars().anyMatch(c -> c < ' ' || c == '\\' || (c >= 0x7f && c <= 0x9f));
    if (odd || path.startsWith("//")) return false;
    var plain = path.split("[?#]", 2)[0];
    var lower = plain.toLowerCase(java.util.Locale.ROOT);
    if (lower.contains("%2f") || lower.contains("%5c")) return false;
    return !normalised(lower).startsWith("//");
  }

  /** With dot segments removed (RFC 3986 §5.2.4), which browsers do before they follow. */
  private static String normalised(String path) {
    List<String> kept = new ArrayList<>();
    for (String segment : path.substring(1).replace("%2e", ".").split("/", -1)) {
      switch (segment) {
        case "." -> {}
        case ".." -> {
          if (!kept.isEmpty()) kept.removeLast();
        }
        default -> kept.add(segment);
      }
    }
    return "/" + String.join("/", kept);
  }
}
