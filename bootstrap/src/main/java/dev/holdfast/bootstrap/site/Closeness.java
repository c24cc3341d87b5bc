package dev.holdfast.bootstrap.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * How near a page is to a server in the eyes of a browser, which decides whether {@code SameSite}
 * cookies go along (RFC 6265bis §5.2, "schemeful same-site").
 */
public enum Closeness {
  /** The same scheme, host and port. */
  SAME_ORIGIN,
  /** The same scheme and registered domain. */
  SAME_SITE,
  CROSS_SITE,
  /** A pattern, or the scheme of an app: no browser page is known by it alone. */
  UNKNOWN;

  /** How near a page of this origin is to a server of that one. */
  public static Closeness of(String page, String server) {
    var from = web(page);
    var to = web(server);
    if (from.isEmpty() || to.isEmpty()) return UNKNOWN;
    if (origin(from.get()).equals(origin(to.get()))) return SAME_ORIGIN;
    if (!scheme(from.get()).equals(scheme(to.get()))) return CROSS_SITE;
    return site(from.get()).equals(site(to.get())) ? SAME_SITE : CROSS_SITE;
  }

  private static Optional<URI> web(String origin) {
    try {
      var uri = new URI(origin);
      boolean web = uri.getScheme() != null && scheme(uri).matches("https?");
      return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException pattern) {
      return Optional.empty();
    }
  }

  private static String scheme(URI uri) {
    return uri.getScheme().toLowerCase(Locale.ROOT);
  }

  private static String host(URI uri) {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }

  private static String origin(URI uri) {
    int own = scheme(uri).equals("https") ? 443 : 80;
    int port = uri.getPort() < 0 ? own : uri.getPort();
    return scheme(uri) + "://" + host(uri) + ":" + port;
  }

  /** A host without a registered domain is a site of its own. */
  private static String site(URI uri) {
    return PublicSuffixes.registrable(host(uri)).orElse(host(uri));
  }
}
