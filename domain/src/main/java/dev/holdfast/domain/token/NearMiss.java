package dev.holdfast.domain.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Two names of issuers or audiences that a person takes for the same and a comparison does not:
 * {@code https://auth.example.com/} for {@code https://auth.example.com}. Tells by what alone they
 * differ; never used to accept anything.
 */
public final class NearMiss {
  private static final Pattern SLASHES = Pattern.compile("/+$");
  private static final String WWW = "www.";

  private NearMiss() {}

  /** As {@code differs only by the trailing slash}; empty if they are equal or differ by more. */
  public static Optional<String> between(String expected, String actual) {
    if (expected.equals(actual)) return Optional.empty();
    return aspects(expected, actual).map(aspects -> "differs only by " + listed(aspects));
  }

  private static Optional<List<String>> aspects(String expected, String actual) {
    var one = Parts.of(expected);
    var other = Parts.of(actual);
    if (one == null || other == null) return spelling(expected, actual);
    if (!one.host().equals(other.host()) && !one.bareHost().equals(other.bareHost())) {
      return Optional.empty();
    }
    List<String> aspects = new ArrayList<>();
    if (!one.scheme().equals(other.scheme())) aspects.add("the scheme");
    if (!one.host().equals(other.host())) aspects.add("www");
    if (one.port() != other.port()) aspects.add("the port");
    if (!one.path().equals(other.path())) aspects.add("the path");
    else if (one.slash() != other.slash()) aspects.add("the trailing slash");
    return aspects.isEmpty() ? spelling(expected, actual) : Optional.of(aspects);
  }

  /** For names that are no web addresses, and for addresses with equal parts. */
  private static Optional<List<String>> spelling(String expected, String actual) {
    if (expected.equalsIgnoreCase(actual)) return Optional.of(List.of("upper and lower case"));
    var one = expected.strip();
    var other = actual.strip();
    if (one.equals(other)) return Optional.of(List.of("spaces around it"));
    if (trimmed(one).equals(trimmed(other))) return Optional.of(List.of("the trailing slash"));
    return Optional.empty();
  }

  private static String trimmed(String text) {
    return SLASHES.matcher(text).replaceFirst("");
  }

  private static String listed(List<String> aspects) {
    return String.join(" and ", aspects);
  }

  /**
   * A web address, taken apart.
   *
   * @param scheme empty for a bare host name
   * @param port -1 where none is written
   * @param path without slashes at its end
   */
  private record Parts(String scheme, String host, int port, String path, boolean slash) {
    static @Nullable Parts of(String text) {
      boolean bare = !text.contains(":") && text.contains(".");
      try {
        var uri = new URI(bare ? "https://" + text.strip() : text.strip());
        if (uri.getHost() == null || uri.getScheme() == null) return null;
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) return null;
        var path = uri.getRawPath();
        return new Parts(
            bare ? "" : scheme,
            uri.getHost().toLowerCase(Locale.ROOT),
            uri.getPort(),
            trimmed(path),
            path.endsWith("/"));
      } catch (URISyntaxException noAddress) {
        return null;
      }
    }

    String bareHost() {
      return host.startsWith(WWW) ? host.substring(WWW.length()) : host;
    }
  }
}
