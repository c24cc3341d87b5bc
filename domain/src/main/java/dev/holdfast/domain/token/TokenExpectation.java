package dev.holdfast.domain.token;

import java.util.List;

/**
 * What a token must say of itself to be taken here, letter by letter (RFC 7519 §4.1.1, §4.1.3).
 *
 * @param audience one of them is enough
 */
public record TokenExpectation(String issuer, List<String> audience) {
  public TokenExpectation {
    audience = List.copyOf(audience);
    if (audience.isEmpty()) throw new IllegalArgumentException("an audience is needed");
  }

  /** What the tokens that are issued by this policy say. */
  public static TokenExpectation of(TokenPolicy policy) {
    return new TokenExpectation(policy.issuer(), policy.audience());
  }
}
