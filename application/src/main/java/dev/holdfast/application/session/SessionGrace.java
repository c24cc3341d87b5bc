package dev.holdfast.application.session;

import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.platform.Uptime;
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
import java.util.function.Supplier;

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
   * @param seen before the store was asked
   * @param ends when it must no longer be served without the store
   */
  public record Verified(User user, Session session, Instant seen, Instant ends) {}

  /**
   * The moment before the store is asked, by both ways of measuring, and what had ended by then.
   */
  record Begun(Instant clock, long uptime, long endings) {}

  private record Remembered(Verified verified, long seenUptime) {}

  private final Duration grace;
  private final InstantSource clock;
  private final Uptime uptime;
  private final Map<StoredToken, Remembered> verified = new Bounded();
  private long endings;

  /**
   * Remembers nothing yet.
   *
   * @param grace zero: nothing is ever remembered
   */
  public SessionGrace(Duration grace, InstantSource clock, Uptime uptime) {
    this.grace = grace;
    this.clock = clock;
    this.uptime = uptime;
  }

  /** To be taken before the store is asked, and given back to {@link #remember}. */
  synchronized Begun begin() {
    return new Begun(clock.instant(), uptime.nanos(), endings);
  }

  /** The store said so; not remembered if anything was ended since, which it may not have seen. */
  void remember(SessionToken token, User user, Session session, Begun begun) {
    if (grace.isZero()) return;
    var seen = begun.clock();
    var entry = new Remembered(new Verified(user, session, seen, seen.plus(grace)), begun.uptime());
    var key = key(token);
    synchronized (this) {
      if (begun.endings() == endings) verified.put(key, entry);
    }
  }

  /** What may be served now, while the store cannot be asked. */
  Optional<Verified> of(SessionToken token) {
    if (grace.isZero()) return Optional.empty();
    var key = key(token);
    synchronized (this) {
      return Optional.ofNullable(verified.get(key)).filter(this::counts).map(Remembered::verified);
    }
  }

  /**
   * By both ways of measuring: a clock that is set back must not make the grace longer, nor must a
   * platform that freezes the process.
   */
  private boolean counts(Remembered entry) {
    var now = clock.instant();
    var seen = entry.verified();
    return !now.isBefore(seen.seen())
        && now.isBefore(seen.ends())
        && uptime.nanos() - entry.seenUptime() < grace.toNanos();
  }

  /** The store does not know this token. */
  void unknown(SessionToken token) {
    if (grace.isZero()) return;
    var key = key(token);
    synchronized (this) {
      verified.remove(key);
    }
  }

  /**
   * Ends the session of this token. Forgotten before, for who cannot wait, and after, since a check
   * on its way may have seen the session once more.
   */
  <T> T ending(SessionToken token, Supplier<T> end) {
    forget(token);
    try {
      return end.get();
    } finally {
      forget(token);
    }
  }

  /** The same for sessions of this user. */
  <T> T ending(UserId user, Supplier<T> end) {
    forget(user);
    try {
      return end.get();
    } finally {
      forget(user);
    }
  }

  private void forget(SessionToken token) {
    if (grace.isZero()) return;
    var key = key(token);
    synchronized (this) {
      endings++;
      verified.remove(key);
    }
  }

  private synchronized void forget(UserId user) {
    endings++;
    verified.values().removeIf(entry -> entry.verified().user().id().equals(user));
  }

  private static StoredToken key(SessionToken token) {
    return StoredToken.of(token, TokenForm.DIGEST);
  }

  /** Those used longest ago make room. */
  private static final class Bounded extends LinkedHashMap<StoredToken, Remembered> {
    private static final long serialVersionUID = 1L;

    Bounded() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<StoredToken, Remembered> eldest) {
      return size() > MOST;
    }
  }
}
