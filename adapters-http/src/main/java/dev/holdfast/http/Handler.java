package dev.holdfast.http;

/** Answers one request whose body, origin and session were found in order. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers through the exchange exactly once. Faults go up as they are: they become 503 or 500.
   */
  void handle(Exchange exchange);
}
