package dev.holdfast.application.session;

import dev.holdfast.domain.account.User;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.KnownSession;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.session.SessionPolicy.Standing;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.domain.session.StoredToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Finds the session that a token names, and renews it when that is due (protocol
 * sessions-and-cookies §4).
 *
 * <p>One query on the normal path. "Not signed in" is only said after a positive answer of the
 * store, and always with its reason; when the store cannot answer, {@link Unavailable} passes
 * through, unless the caller takes a session in its {@link SessionGrace}. Writes that a check would
 * make are best effort: when they cannot be made, the check answers as if nothing were due.
 */
public final class CheckSession {
  /** Whether a due session may be renewed by this check. */
  public enum Renewal {
    ALLOWED,
    /**
     * Only where the session is fresh: a route that refuses stale ones sends no cookie with the
     * refusal, so a browser would keep the old end of a session that was renewed.
     */
    IF_FRESH,
    /** The browser was not to be remembered, or the caller asked for none. */
    SUPPRESSED
  }

  /** What the check found. */
  public sealed interface Result {
    /** {@code renewed}: the end moved, so the cookie is to be written again. */
    record SignedIn(User user, Session session, boolean renewed) implements Result {}

    record NotSignedIn(Reason reason) implements Result {}

    /** The session was there and was ended by somebody else before it could be renewed. */
    record EndedMeanwhile() implements Result {}

    /**
     * The store cannot be asked, and knew this session a little while ago. Nothing that is made of
     * it may outlast {@code ends}.
     */
    record InGrace(User user, Session session, Duration age, Instant ends) implements Result {}
  }

  private final Environment environment;
  private final SessionStore sessions;
  private final SessionGrace grace;
  private final Events events;
  private final InstantSource clock;

  public CheckSession(
      Environment environment,
      SessionStore sessions,
      SessionGrace grace,
      Events events,
      InstantSource clock) {
    this.environment = environment;
    this.sessions = sessions;
    this.grace = grace;
    this.events = events;
    this.clock = clock;
  }

  /** For what must not rest on yesterday's answer: the store is asked, or nothing is answered. */
  public Result execute(SessionToken token, Renewal renewal) {
    var begun = grace.begin();
    var result = check(token, renewal);
    if (result instanceof Result.SignedIn(var user, var session, boolean _)) {
      grace.remember(token, user, session, begun);
    } else {
      grace.unknown(token);
    }
    return result;
  }

  /** For reads: while the store cannot be asked, a session that it knew lately will do. */
  public Result executeOrInGrace(SessionToken token, Renewal renewal) {
    try {
      return execute(token, renewal);
    } catch (Unavailable away) {
      return inGrace(token).orElseThrow(() -> away);
    }
  }

  /** Not one that is over by now: others may have renewed it, and only the store knows. */
  private Optional<Result> inGrace(SessionToken token) {
    var now = clock.instant();
    return grace
        .of(token)
        .filter(seen -> now.isBefore(seen.session().expiresAt()))
        .map(
            seen -> {
              var session = seen.session();
              var age = Duration.between(seen.seen(), now);
              events.publish(new SessionEvent.ServedInGrace(session.id(), session.user(), age));
              return new Result.InGrace(seen.user(), session, age, seen.ends());
            });
  }

  private Result check(SessionToken token, Renewal renewal) {
    var found = sessions.find(token);
    if (found.isEmpty()) {
      grace.unknown(token);
      var reason = sessions.endingOf(token).map(Ending::reason).orElse(Reason.SESSION_UNKNOWN);
      events.publish(new SessionEvent.Refused(reason, null, null));
      return new Result.NotSignedIn(reason);
    }
    var known = found.get();
    var session = known.session();
    var now = clock.instant();
    var standing = environment.sessions().standing(session, now);
    if (standing instanceof Standing.Over) return over(known, now);

    var user = known.user();
    if (user == null) return refused(known, Reason.USER_MISSING);
    if (known.restrictions().bannedAt(now)) return refused(known, Reason.USER_BANNED);
    if (standing instanceof Standing.Due(Instant newExpiry) && allows(renewal, session, now)) {
      return renewed(user, renewedCopy(session, token, newExpiry, now), session, now);
    }
    return new Result.SignedIn(user, session, false);
  }

  private boolean allows(Renewal renewal, Session session, Instant now) {
    return switch (renewal) {
      case ALLOWED -> true;
      case IF_FRESH -> session.isFresh(environment.sessions().freshAge(), now);
      case SUPPRESSED -> false;
    };
  }

  private Session renewedCopy(Session session, SessionToken token, Instant newExpiry, Instant now) {
    return session.renewed(StoredToken.of(token, environment.sessions().form()), newExpiry, now);
  }

  private Result renewed(User user, Session renewed, Session before, Instant now) {
    try {
      if (!sessions.renew(renewed, now)) {
        events.publish(
            new SessionEvent.Refused(Reason.SESSION_REVOKED, before.id(), before.user()));
        return new Result.EndedMeanwhile();
      }
    } catch (Unavailable later) {
      events.publish(new SessionEvent.SideWriteSkipped(before.id(), "renewal"));
      return new Result.SignedIn(user, before, false);
    }
    events.publish(new SessionEvent.Renewed(before.id(), before.user()));
    return new Result.SignedIn(user, renewed, true);
  }

  private Result over(KnownSession known, Instant now) {
    try {
      sessions.removeOver(known.session(), now);
    } catch (Unavailable later) {
      events.publish(new SessionEvent.SideWriteSkipped(known.session().id(), "removal"));
    }
    return refused(known, Reason.SESSION_EXPIRED);
  }

  private Result refused(KnownSession known, Reason reason) {
    var session = known.session();
    events.publish(new SessionEvent.Refused(reason, session.id(), session.user()));
    return new Result.NotSignedIn(reason);
  }
}
