package dev.holdfast.application.token;

import dev.holdfast.domain.account.User;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionId;
import dev.holdfast.domain.token.AccessToken;
import dev.holdfast.domain.token.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last token of each session, repeated for up to a minute while key, user and session end are
 * the same (decisions "Secrets and keys"). Keeps the sessions that were asked for most recently.
 */
final class RecentTokens {
  static final Duration REPEATED_FOR = Duration.ofSeconds(60);
  static final int SESSIONS = 10_000;

  private record Remembered(AccessToken token, User user, Instant sessionEnd, Instant signedAt) {}

  private final InstantSource clock;
  private final Map<SessionId, Remembered> bySession =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Remembered> eldest) {
          return size() > SESSIONS;
        }
      };

  RecentTokens(InstantSource clock) {
    this.clock = clock;
  }

  /** The token that may be repeated, else the one signed now. Racers may each sign one. */
  AccessToken orElse(User user, Session session, StoredKey key, Supplier<AccessToken> sign) {
    var now = clock.instant();
    var known = lookUp(session.id());
    if (known != null && stillGood(known, user, session, key, now)) return known.token();

    var token = sign.get();
    remember(session.id(), new Remembered(token, user, session.expiresAt(), now));
    return token;
  }

  private static boolean stillGood(
      Remembered known, User user, Session session, StoredKey key, Instant now) {
    var age = Duration.between(known.signedAt(), now);
    return !age.isNegative()
        && age.compareTo(REPEATED_FOR) < 0
        && known.token().expiresAt().isAfter(now)
        && known.token().key().equals(key.id())
        && known.user().equals(user)
        && known.sessionEnd().equals(session.expiresAt());
  }

  private synchronized @Nullable Remembered lookUp(SessionId id) {
    return bySession.get(id);
  }

  private synchronized void remember(SessionId id, Remembered remembered) {
    bySession.put(id, remembered);
  }
}
