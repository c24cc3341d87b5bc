package dev.holdfast.http.token;

import dev.holdfast.http.Exchange;

/**
 * The token of an {@code Authorization} header (RFC 6750 §2.1). Nowhere else is one looked for: not
 * in the query, which ends up in logs, and not in a body.
 */
final class BearerToken {
  private static final String SCHEME = "bearer";

  private BearerToken() {}

  /** What a request presents. */
  sealed interface Read {
    record Presented(String token) implements Read {
      @Override
      public String toString() {
        return "Presented[hidden]";
      }
    }

    /** Neither a token nor anything that may be meant for one. */
    record Absent() implements Read {}

    /** Meant for a token, and none. */
    record Malformed(String why) implements Read {}
  }

  static Read of(Exchange exchange) {
    var fields = exchange.headers("authorization");
    if (fields.isEmpty()) return new Read.Absent();
    if (fields.size() > 1) return new Read.Malformed("the request has several of the header");
    var parts = fields.getFirst().strip().split("\\s+", 2);
    if (!parts[0].equalsIgnoreCase(SCHEME)) return new Read.Absent();
    if (parts.length < 2) return new Read.Malformed("the header has no token");
    return new Read.Presented(parts[1]);
  }
}
