package dev.holdfast.domain.token;

import dev.holdfast.domain.account.User;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a token claims: the user as the wire shows them, then subject, end, issuer and audience
 * (protocol jwt-and-jwks §5).
 */
public record Claims(
    User user, Instant issuedAt, Instant expiresAt, String issuer, List<String> audience) {
  public Claims {
    audience = List.copyOf(audience);
  }

  /** Claims of a token issued now, cut to the session's own end (checklist 7.9). */
  public static Claims of(User user, TokenPolicy policy, Instant now, Instant sessionEnd) {
    var issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
    var wanted = issuedAt.plus(policy.expiresIn());
    var end = sessionEnd.truncatedTo(ChronoUnit.SECONDS);
    return new Claims(
        user, issuedAt, wanted.isBefore(end) ? wanted : end, policy.issuer(), policy.audience());
  }
}
