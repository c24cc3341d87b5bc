package dev.holdfast.application.session;

import dev.holdfast.application.audit.AuditQueue;
import dev.holdfast.domain.account.AccountEvent;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.Login;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.account.PasswordHasher;
import dev.holdfast.domain.account.PasswordHasher.Verdict;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.account.UserStore;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.session.NewSession;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.session.SessionEvent.Why;
import dev.holdfast.domain.session.SessionId;
import dev.holdfast.domain.session.SessionPolicy.Start;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.session.SessionToken;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Proves an address and a password, then starts a session. Says no in one way and at one speed,
 * whatever was wrong (checklist 3.1, 3.2); what stands in a user's way is told only after the right
 * password (3.3).
 */
public final class SignIn {
  /** What became of it. */
  public sealed interface Result {
    record SignedIn(User user, NewSession session) implements Result {}

    /** Unknown address, no password, or a wrong one: callers cannot tell. */
    record Refused() implements Result {}

    record PasswordTooLong() implements Result {}

    record Banned() implements Result {}

    /** Moving in must never remove a second factor, so such a user is refused by name. */
    record SecondFactorNeeded() implements Result {}
  }

  private final Environment environment;
  private final UserStore users;
  private final SessionStore sessions;
  private final PasswordHasher hasher;
  private final Entropy entropy;
  private final AuditQueue audit;
  private final Events events;
  private final InstantSource clock;

  public SignIn(
      Environment environment,
      UserStore users,
      SessionStore sessions,
      PasswordHasher hasher,
      Entropy entropy,
      AuditQueue audit,
      Events events,
      InstantSource clock) {
    this.environment = environment;
    this.users = users;
    this.sessions = sessions;
    this.hasher = hasher;
    this.entropy = entropy;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  public Result execute(EmailAddress email, Password password, Start start) {
    if (environment.passwords().isTooLong(password)) return new Result.PasswordTooLong();

    try (var _ = hasher.admit()) {
      return verified(email, password, start);
    }
  }

  private Result verified(EmailAddress email, Password password, Start start) {
    var login = users.byEmail(email).orElse(null);
    var hash = login == null ? null : login.password();
    if (login == null || hash == null) {
      hasher.decoy(password, environment.hashForm());
      return refused(login == null ? Why.UNKNOWN_ADDRESS : Why.NO_PASSWORD, email, login);
    }
    var verdict = hasher.verify(password, hash);
    if (verdict != Verdict.MATCH) {
      var why = verdict == Verdict.MALFORMED ? Why.MALFORMED_HASH : Why.WRONG_PASSWORD;
      return refused(why, email, login);
    }
    if (login.restrictions().bannedAt(clock.instant())) {
      refused(Why.BANNED, email, login);
      return new Result.Banned();
    }
    if (login.restrictions().secondFactor()) {
      refused(Why.SECOND_FACTOR, email, login);
      return new Result.SecondFactorNeeded();
    }
    var session = startSession(login.user(), start);
    rehashIfOutdated(login.user().id(), password, hash);
    return new Result.SignedIn(login.user(), session);
  }

  private NewSession startSession(User user, Start start) {
    var token = SessionToken.random(entropy);
    var id = new SessionId(entropy.text(SessionId.LENGTH));
    var session = environment.sessions().start(id, user.id(), token, start);
    sessions.add(session);
    events.publish(new SessionEvent.SignedIn(user.id(), id));
    return new NewSession(session, token);
  }

  /**
   * After success, and never at its cost: a hash that cannot be written now waits for next time.
   */
  private void rehashIfOutdated(UserId user, Password password, PasswordHash hash) {
    try {
      var form = environment.hashForm();
      if (!hasher.outdated(hash, form)) return;
      if (users.replacePassword(user, hash, hasher.hash(password, form), clock.instant())) {
        events.publish(new AccountEvent.PasswordRehashed(user));
      }
    } catch (Unavailable later) {
      events.publish(new AccountEvent.RehashPostponed(user));
    }
  }

  /** The row is written later: a refusal must not last longer for it (checklist 3.2). */
  private Result refused(Why why, EmailAddress email, @Nullable Login login) {
    var user = login == null ? null : login.user().id();
    audit.later(
        AuditEntry.of(AuditKind.SIGN_IN_REFUSED, clock.instant())
            .with(user, null)
            .withMaskedEmail(email.masked())
            .because(why));
    events.publish(new SessionEvent.SignInRefused(why, user));
    return new Result.Refused();
  }
}
