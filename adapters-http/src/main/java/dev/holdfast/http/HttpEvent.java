package dev.holdfast.http;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import java.util.List;

/** What the HTTP adapter has to say beside the line for each request. */
public sealed interface HttpEvent extends Events.Event {
  /**
   * A request was refused for where it came from or where it wants to go.
   *
   * @param subject the header or member that was wrong
   * @param received its value as far as it names an origin, cut and printable
   * @param trusted the patterns it was held against
   */
  record OriginRefused(
      ApiError error, Reason reason, String subject, String received, List<String> trusted)
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
}
