package dev.holdfast.domain.token;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a token claims whose signature, issuer, audience and time were found good. Never prints
 * itself: claims name people.
 *
 * @param values the claims that are one text, number or truth value, each as text
 * @param json the whole payload as it was signed, an object of JSON
 */
public record VerifiedToken(
    String subject, Instant expiresAt, Map<String, String> values, String json) {
  public VerifiedToken {
    values = Map.copyOf(values);
  }

  public Optional<String> value(String claim) {
    return Optional.ofNullable(values.get(claim));
  }

  @Override
  public String toString() {
    return "VerifiedToken[hidden]";
  }
}
