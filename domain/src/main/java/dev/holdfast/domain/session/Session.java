package dev.holdfast.domain.session;

import dev.holdfast.domain.account.UserId;
import java.time.Duration;
import java.time.Instant;

/** One signed-in device. Only facts; whether it still counts depends on policy and moment. */
public record Session(
    SessionId id,
    UserId user,
    StoredToken token,
    Device device,
    Instant expiresAt,
    Instant createdAt,
    Instant updatedAt) {

  /** This session after a renewal. */
  public Session renewed(StoredToken form, Instant newExpiry, Instant now) {
    return new Session(id, user, form, device, newExpiry, createdAt, now);
  }

  /** This session as it counts for what must not outlast a moment. */
  public Session endingBy(Instant end) {
    if (!end.isBefore(expiresAt)) return this;
    return new Session(id, user, token, device, end, createdAt, updatedAt);
  }

  /** Started recently enough for sensitive changes; renewal makes no session fresh again. */
  public boolean isFresh(Duration freshAge, Instant now) {
    return freshAge.isZero() || Duration.between(createdAt, now).compareTo(freshAge) < 0;
  }
}
