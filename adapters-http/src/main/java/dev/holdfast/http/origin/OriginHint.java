package dev.holdfast.http.origin;

import java.util.Objects;
import java.util.Optional;

/**
 * What to know of an origin that was refused: what would admit it, and whether it is nearly one
 * that is trusted.
 *
 * @param admittedBy the setting and what to add to it, or that none admits it
 * @param near what it differs in from a trusted one; empty if it is near none
 */
public record OriginHint(String admittedBy, String near) {
  private static final String SETTING = "BETTER_AUTH_TRUSTED_ORIGINS";

  /** For something that no setting admits. */
  public static OriginHint never(String why) {
    return new OriginHint("no setting: " + why, "");
  }

  /** For an origin, or an address below it, that these do not trust. */
  public static OriginHint of(String received, Origins origins) {
    var url = WebAddress.parse(received).filter(Origins::mayEverBeTrusted).orElse(null);
    if (url == null) return never("it names no origin that could be trusted");
    var near =
        origins.patterns().stream()
            .map(trusted -> difference(url, trusted))
            .flatMap(Optional::stream)
            .findFirst()
            .orElse("");
    var wanted = url.isWeb() ? url.origin() : url.scheme() + "://";
    return new OriginHint(SETTING + ": add " + wanted, near);
  }

  /** In what alone the two differ; empty if in more, or if the other is a pattern. */
  private static Optional<String> difference(WebAddress url, String trusted) {
    var other = WebAddress.parse(trusted).filter(WebAddress::isWeb).orElse(null);
    if (other == null || !url.isWeb()) return Optional.empty();
    boolean sameScheme = url.scheme().equals(other.scheme());
    boolean sameHost = url.host().equals(other.host());
    boolean samePort = Objects.equals(url.port(), other.port());
    var what =
        sameHost && samePort && !sameScheme
            ? "the scheme"
            : sameHost && sameScheme && !samePort
                ? "the port"
                : sameScheme && samePort && withoutWww(url).equals(withoutWww(other)) ? "www" : "";
    return what.isEmpty()
        ? Optional.empty()
        : Optional.of("differs only by " + what + " from " + other.origin());
  }

  private static String withoutWww(WebAddress url) {
    return url.host().startsWith("www.") ? url.host().substring("www.".length()) : url.host();
  }
}
