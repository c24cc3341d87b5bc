package dev.holdfast.http.cookie;

import dev.holdfast.http.Exchange;
import dev.holdfast.http.Printable;
import java.util.Locale;

/**
 * What a request shows of where its page is and what it asked, as far as browsers tell (Fetch
 * Metadata, RFC 6454). Empty where they do not.
 *
 * @param site {@code Sec-Fetch-Site}
 * @param origin of the page
 * @param host that was asked, without its port
 */
record RequestShape(String site, String origin, String host) {
  static RequestShape of(Exchange exchange) {
    return new RequestShape(
        Printable.origin(exchange.header("sec-fetch-site").orElse("")),
        Printable.origin(exchange.header("origin").orElse("")),
        Printable.origin(hostOf(exchange.header("host").orElse(""))));
  }

  boolean isCrossSite() {
    return site.equals("cross-site");
  }

  /** The page is of the host that was asked, and came over http. */
  boolean isPageOverHttp() {
    return origin.startsWith("http://")
        && hostOf(origin.substring("http://".length())).equals(host);
  }

  /** Browsers trust this machine's own addresses with Secure cookies also over http. */
  boolean isLoopback() {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.startsWith("127.")
        || host.equals("[::1]");
  }

  /** RFC 6265 §5.1.3. */
  boolean isWithin(String domain) {
    var plain = (domain.startsWith(".") ? domain.substring(1) : domain).toLowerCase(Locale.ROOT);
    return host.equals(plain) || host.endsWith("." + plain);
  }

  private static String hostOf(String authority) {
    var lower = authority.toLowerCase(Locale.ROOT);
    int colon = lower.lastIndexOf(':');
    return colon > lower.lastIndexOf(']') ? lower.substring(0, colon) : lower;
  }
}
