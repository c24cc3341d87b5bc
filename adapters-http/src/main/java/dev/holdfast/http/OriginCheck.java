package dev.holdfast.http;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.http.origin.OriginHint;
import dev.holdfast.http.origin.Origins;
import java.util.stream.Stream;

/** Which requests have to say where they come from (protocol security §1.1 and §1.3). */
final class OriginCheck {
  private final Origins origins;
  private final Events events;

  OriginCheck(Origins origins, Events events) {
    this.origins = origins;
    this.events = events;
  }

  /** For every request that may change something: one with cookies needs a trusted origin. */
  void general(Exchange exchange) {
    if (exchange.hasHeader("cookie")) require(exchange);
  }

  /** For sign-in forms, also without cookies: a browser is recognised by what it sends. */
  void form(Exchange exchange) {
    if (exchange.hasHeader("cookie")) return; // looked at by the general check
    boolean browser =
        Stream.of("sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest")
            .anyMatch(name -> !exchange.header(name).orElse("").isBlank());
    if (!browser) {
      if (exchange.hasHeader("origin") || exchange.hasHeader("referer")) require(exchange);
      return;
    }
    var site = exchange.header("sec-fetch-site").orElse("");
    var mode = exchange.header("sec-fetch-mode").orElse("");
    if (site.equals("cross-site") && mode.equals("navigate")) {
      refuse(exchange, ApiError.CROSS_SITE_NAVIGATION_LOGIN_BLOCKED, "sec-fetch-site", site);
    }
    require(exchange);
  }

  private void require(Exchange exchange) {
    var subject = exchange.hasHeader("origin") ? "origin" : "referer";
    var given = exchange.onlyHeader(subject);
    boolean ownPage =
        given.equals("null") && exchange.header("sec-fetch-site").orElse("").equals("same-origin");
    var origin = ownPage ? origins.own() : given;
    if (origin.isEmpty() || origin.equals("null")) {
      refuse(exchange, ApiError.MISSING_OR_NULL_ORIGIN, subject, origin);
    }
    if (!origins.trusts(origin)) refuse(exchange, ApiError.INVALID_ORIGIN, subject, origin);
  }

  private OriginHint hint(ApiError error, String received) {
    return switch (error) {
      case MISSING_OR_NULL_ORIGIN ->
          OriginHint.never("a request with cookies has to name a real origin");
      case CROSS_SITE_NAVIGATION_LOGIN_BLOCKED ->
          OriginHint.never("sign in by fetch, or by a form on a page of the same site");
      default -> OriginHint.of(received, origins);
    };
  }

  private void refuse(Exchange exchange, ApiError error, String subject, String received) {
    exchange.reason(Reason.ORIGIN_UNTRUSTED);
    events.publish(
        new HttpEvent.OriginRefused(
            error,
            Reason.ORIGIN_UNTRUSTED,
            subject,
            Printable.origin(received),
            origins.patterns(),
            hint(error, received)));
    throw new Refused(error);
  }
}
