package dev.holdfast.bootstrap.explain;

import dev.holdfast.bootstrap.report.Findings;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.KnownSession;
import dev.holdfast.domain.session.SessionPolicy.Standing;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.session.SessionToken;
import java.time.InstantSource;

/** The steps that the store decides, as {@code CheckSession} takes them; nothing is written. */
final class SessionWalk {
  private static final String SESSION = "session";
  private static final String ENDED = "ended sessions";
  private static final String END = "end";
  private static final String USER = "user";

  private final SessionStore sessions;
  private final Environment environment;
  private final InstantSource clock;
  private final Findings findings;

  SessionWalk(
      SessionStore sessions, Environment environment, InstantSource clock, Findings findings) {
    this.sessions = sessions;
    this.environment = environment;
    this.clock = clock;
    this.findings = findings;
  }

  void take(SessionToken token) {
    sessions.find(token).ifPresentOrElse(this::known, () -> unknown(token));
  }

  private void unknown(SessionToken token) {
    findings.fail(SESSION, "the database has no session of this token", "");
    var reason = sessions.endingOf(token).map(Ending::reason).orElse(Reason.SESSION_UNKNOWN);
    findings.fail(ENDED, reason.code() + ": " + reason.meaning(), Mending.of(reason));
  }

  private void known(KnownSession known) {
    var session = known.session();
    findings.ok(
        SESSION,
        "%s of user %s, since %s"
            .formatted(session.id().value(), session.user().value(), session.createdAt()));
    var now = clock.instant();
    var standing = environment.sessions().standing(session, now);
    if (standing instanceof Standing.Over) {
      findings.fail(
          END, "expired; its row says " + session.expiresAt(), Mending.of(Reason.SESSION_EXPIRED));
      return;
    }
    findings.ok(
        END,
        standing instanceof Standing.Due(var next)
            ? session.expiresAt() + "; the next check moves it to " + next
            : session.expiresAt().toString());
    user(known, now);
  }

  private void user(KnownSession known, java.time.Instant now) {
    var user = known.user();
    if (user == null) {
      findings.fail(USER, "the session outlived its user", Mending.of(Reason.USER_MISSING));
    } else if (known.restrictions().bannedAt(now)) {
      findings.fail(USER, user.id().value() + " is banned", Mending.of(Reason.USER_BANNED));
    } else {
      findings.ok(USER, user.id().value() + " is there and not banned");
    }
  }
}
