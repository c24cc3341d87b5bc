package dev.holdfast.bootstrap.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The Public Suffix List: below which names anybody can get a domain, so that browsers let no
 * cookie be shared there (RFC 6265bis §5.6). The list is read when it is first asked; both of its
 * sections count, as they do in browsers.
 */
public final class PublicSuffixes {
  private static final String RESOURCE = "public-suffixes.txt";

  private PublicSuffixes() {}

  /** Whether the domain is itself a public suffix, such as {@code com} or {@code vercel.app}. */
  public static boolean contains(String domain) {
    return suffixOf(domain).equals(plain(domain));
  }

  /**
   * The domain that somebody registered, one label below the public suffix; empty for a suffix, for
   * a name of one label and for an address.
   */
  public static Optional<String> registrable(String host) {
    if (isAddress(host)) return Optional.empty();
    var labels = labels(host);
    int suffix = labels(suffixOf(host)).size();
    if (labels.size() <= suffix) return Optional.empty();
    return Optional.of(join(labels.subList(labels.size() - suffix - 1, labels.size())));
  }

  /** Whether a host is an IP address, which has no domain. */
  public static boolean isAddress(String host) {
    return host.startsWith("[") || host.matches("[\\d.]+");
  }

  /** The longest rule wins, an exception before all; without one, the last label is the suffix. */
  private static String suffixOf(String host) {
    var labels = labels(host);
    for (int i = 0; i < labels.size(); i++) {
      var candidate = join(labels.subList(i, labels.size()));
      var above = join(labels.subList(i + 1, labels.size()));
      if (isRule("!" + candidate)) return above;
      if (isRule(candidate) || isRule("*." + above)) return candidate;
    }
    return labels.getLast();
  }

  /** The list has names as people write them, hosts come as the wire has them (RFC 5890). */
  private static boolean isRule(String rule) {
    return Rules.ALL.contains(rule.contains("xn--") ? IDN.toUnicode(rule) : rule);
  }

  private static List<String> labels(String host) {
    return Arrays.asList(plain(host).split("\\.", -1));
  }

  private static String plain(String host) {
    var lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static String join(List<String> labels) {
    return String.join(".", labels);
  }

  /** Loaded by the first question. */
  private static final class Rules {
    static final Set<String> ALL = read();

    private static Set<String> read() {
      try (var resource = PublicSuffixes.class.getResourceAsStream(RESOURCE)) {
        var bytes = Objects.requireNonNull(resource, RESOURCE).readAllBytes();
        var rules = new HashSet<String>(32_768);
        new String(bytes, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("//"))
            .forEach(rules::add);
        return rules;
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }
}
