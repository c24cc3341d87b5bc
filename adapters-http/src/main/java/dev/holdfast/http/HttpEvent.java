package dev.holdfast.http;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.http.cookie.ReturnCause;
import dev.holdfast.http.origin.OriginHint;
import java.util.List;

/** What the HTTP adapter has to say beside the line for each request. */
public sealed interface HttpEvent extends Events.Event {
  /**
   * A request was refused for where it came from or where it wants to go.
   *
   * @param subject the header or member that was wrong
   * @param received its value as far as it names an origin, cut and printable
   * @param trusted the patterns it was held against
   * @param hint what would admit it
   */
  record OriginRefused(
      ApiError error,
      Reason reason,
      String subject,
      String received,
      List<String> trusted,
      OriginHint hint)
      implements HttpEvent {
    public OriginRefused {
      trusted = List.copyOf(trusted);
    }
  }

  /**
   * A peer that is no trusted proxy sends forwarding headers; said once. Its clients' addresses
   * stay unknown until {@code HOLDFAST_TRUSTED_PROXIES} names it.
   */
  record ForwardedByUntrustedPeer(String peer) implements HttpEvent {}

  /**
   * A client signed in, presented no token, and asked twice who is signed in.
   *
   * @param host that the sign-in asked
   * @param origin of the page that signed in; empty if the browser did not say
   * @param site what the browser said of page and host ({@code Sec-Fetch-Site}); may be empty
   * @param cookie the name that was expected
   * @param checks how many came without it
   */
  record CookieNotReturned(
      ReturnCause cause, String host, String origin, String site, String cookie, int checks)
      implements HttpEvent {}
}
