package dev.holdfast.domain.config;

import dev.holdfast.domain.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The one URL under which browsers and APIs reach this server. Issuer, audience, cookie attributes,
 * JWKS URL and links all follow from it (protocol security §7).
 *
 * @param port -1 for the scheme's own
 * @param basePath where the API lies, without a trailing slash
 */
public record PublicUrl(String scheme, String host, int port, String basePath) {
  public static final String DEFAULT_BASE_PATH = "/api/auth";

  private static final int MAX_PORT = 65_535;

  /** Segments that every router and every cookie parser reads alike: no dots alone, no escapes. */
  private static final Pattern PLAIN_PATH = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[\\w.~-]+)*");

  /**
   * Reads {@code BETTER_AUTH_URL}: http or https, a host, perhaps a port and a path.
   *
   * @throws InvalidValue naming what is wrong
   */
  public static PublicUrl parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException wrong) {
      throw invalid("is not a URL");
    }
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw invalid("must start with http:// or https://");
    }
    if (uri.getHost() == null) throw invalid("has no host");
    if (uri.getUserInfo() != null) throw invalid("must not carry a user name");
    if (uri.getQuery() != null || uri.getFragment() != null) {
      throw invalid("must not carry a query or a fragment");
    }
    if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) throw invalid("has no such port");
    var path = uri.getRawPath().replaceAll("/+$", "");
    if (!PLAIN_PATH.matcher(path).matches()) throw invalid("has a path that is not plain");
    int ownPort = scheme.equals("https") ? 443 : 80;
    return new PublicUrl(
        scheme,
        uri.getHost().toLowerCase(Locale.ROOT),
        uri.getPort() == ownPort ? -1 : uri.getPort(),
        path.isEmpty() ? DEFAULT_BASE_PATH : path);
  }

  /** Scheme, host and port, as browsers write an origin (RFC 6454 §6.2). */
  public String origin() {
    return scheme + "://" + host + (port < 0 ? "" : ":" + port);
  }

  /** The origin and the base path. */
  public String baseUrl() {
    return origin() + basePath;
  }

  public String jwksUrl() {
    return baseUrl() + "/jwks";
  }

  public boolean isSecure() {
    return scheme.equals("https");
  }

  /** Whether the host is this machine, where plain http harms nobody. */
  public boolean isLoopback() {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.matches("127(?:\\.\\d{1,3}){3}");
  }

  private static InvalidValue invalid(String what) {
    return new InvalidValue("BETTER_AUTH_URL", "INVALID_URL", what);
  }
}
