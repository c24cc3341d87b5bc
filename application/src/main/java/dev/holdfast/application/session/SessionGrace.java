package dev.holdfast.application.session;

import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.domain.session.StoredToken;
import dev.holdfast.domain.session.TokenForm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions that this process has verified lately, for the time in which the store cannot be asked
 * (decisions "Session grace", faults rule 8). What this process ends is forgotten at once; what
 * others end meanwhile is served until the grace is over or the store answers again.
 */
public final class SessionGrace {
  private static final int MOST = 10_000;

  /**
   * A session as it was when it was verified.
   *
   * @param ends when it must no longer be served without the store
   */
  public record Verified(User user, Session session, Instant seen, Instant ends) {}

  private final Duration grace;
  private final InstantSource clock;
  private final Map<StoredToken, Verified> verified = new Remembered();
  private long endings;

  /**
   * Remembers nothing yet.
   *
   * @param grace zero: nothing is ever remembered
   */
  public SessionGrace(Duration grace, InstantSource clock) {
    this.grace = grace;
    this.clock = clock;
  }

  /** To be taken before the store is asked, and given back to {@link #remember}. */
  synchronized long begin() {
    return endings;
  }

  /** The store said so; not remembered if anything was ended since, which it may not have seen. */
  void remember(SessionToken token, User user, Session session, long begun) {
    if (grace.isZero()) return;
    var now = clock.instant();
    var end = now.plus(grace);
    var key = key(token);
    synchronized (this) {
      if (begun == endings) verified.put(key, new Verified(user, session, now, end));
    }
  }

  /** What may be served now, while the store cannot be asked. */
  Optional<Verified> of(SessionToken token) {
    if (grace.isZero()) return Optional.empty();
    var now = clock.instant();
    var key = key(token);
    synchronized (this) {
      var known = Optional.ofNullable(verified.get(key));
      // A clock that was set back must not make the grace longer.
      return known.filter(seen -> !now.isBefore(seen.seen()) && now.isBefore(seen.ends()));
    }
  }

  /** The session of this token is over, or is about to be. */
  void forget(SessionToken token) {
    if (grace.isZero()) return;
    var key = key(token);
    synchronized (this) {
      endings++;
      verified.remove(key);
    }
  }

  /** Sessions of this user are over, or are about to be. */
  synchronized void forget(UserId user) {
    endings++;
    verified.values().removeIf(seen -> seen.user().id().equals(user));
  }

  private static StoredToken key(SessionToken token) {
    return StoredToken.of(token, TokenForm.DIGEST);
  }

  /** Those used longest ago make room. */
  private static final class Remembered extends LinkedHashMap<StoredToken, Verified> {
    private static final long serialVersionUID = 1L;

    Remembered() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<StoredToken, Verified> eldest) {
      return size() > MOST;
    }
  }
}
