package dev.holdfast.domain.token;

import java.time.Duration;
import java.util.List;

/**
 * What access tokens say of themselves.
 *
 * @param audience one or more; a single one goes on the wire as a string
 * @param expiresIn at most; a token never outlives its session
 * @param algorithm of keys that are made here, and preferred for signing
 */
public record TokenPolicy(
    String issuer, List<String> audience, Duration expiresIn, Algorithm algorithm) {
  public TokenPolicy {
    audience = List.copyOf(audience);
    if (audience.isEmpty()) throw new IllegalArgumentException("an audience is needed");
  }
}
