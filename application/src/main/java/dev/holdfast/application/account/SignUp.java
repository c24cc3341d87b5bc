package dev.holdfast.application.account;

import dev.holdfast.domain.account.AccountEvent;
import dev.holdfast.domain.account.AccountEvent.Why;
import dev.holdfast.domain.account.BlockList;
import dev.holdfast.domain.account.Credential;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.account.PasswordHasher;
import dev.holdfast.domain.account.PasswordPolicy;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.account.UserStore;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Transactions;
import dev.holdfast.domain.session.NewSession;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.session.SessionId;
import dev.holdfast.domain.session.SessionPolicy.Start;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.session.SessionToken;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes a user with a password and, unless told otherwise, signs them in: user, password and
 * session are there together or not at all.
 */
public final class SignUp {
  /** What became of it. */
  public sealed interface Result {
    /**
     * The session is null where signing up does not sign in; then the user may be made up, so that
     * nobody learns whether the address was taken (checklist 3.5).
     */
    record SignedUp(User user, @Nullable NewSession session) implements Result {}

    record Closed() implements Result {}

    record PasswordRefused(PasswordPolicy.Refusal why) implements Result {}

    record EmailTaken() implements Result {}
  }

  private final Environment environment;
  private final UserStore users;
  private final SessionStore sessions;
  private final Transactions transactions;
  private final PasswordHasher hasher;
  private final BlockList commonest;
  private final Entropy entropy;
  private final Events events;
  private final InstantSource clock;

  public SignUp(
      Environment environment,
      UserStore users,
      SessionStore sessions,
      Transactions transactions,
      PasswordHasher hasher,
      BlockList commonest,
      Entropy entropy,
      Events events,
      InstantSource clock) {
    this.environment = environment;
    this.users = users;
    this.sessions = sessions;
    this.transactions = transactions;
    this.hasher = hasher;
    this.commonest = commonest;
    this.entropy = entropy;
    this.events = events;
    this.clock = clock;
  }

  /** The order of the checks is the reference's: open, lengths, block list, address, hash. */
  public Result execute(User.Profile profile, Password password, Start start) {
    if (!environment.signUp().open()) {
      refused(Why.SIGN_UP_DISABLED);
      return new Result.Closed();
    }
    var weakness = environment.passwords().refusal(password, commonest);
    if (weakness.isPresent()) {
      refused(why(weakness.get()));
      return new Result.PasswordRefused(weakness.get());
    }
    try (var _ = hasher.admit()) {
      return added(profile, password, start);
    }
  }

  private Result added(User.Profile profile, Password password, Start start) {
    if (users.byEmail(profile.email()).isPresent()) return taken(profile, password);

    var hash = hasher.hash(password, environment.hashForm());
    var now = clock.instant();
    var user = User.signedUp(new UserId(entropy.text(UserId.LENGTH)), profile, now);
    var credential = new Credential(entropy.text(Credential.ID_LENGTH), user.id(), hash);
    return environment.signUp().autoSignIn()
        ? signedIn(user, credential, start)
        : signedUp(user, credential);
  }

  private Result signedIn(User user, Credential credential, Start start) {
    var token = SessionToken.random(entropy);
    var id = new SessionId(entropy.text(SessionId.LENGTH));
    // Not before the user: hashing the password took its time.
    var moment = start.at(user.createdAt());
    var session = environment.sessions().start(id, user.id(), token, moment);
    boolean added =
        transactions.run(
            () -> {
              if (!users.add(user, credential)) return false;
              sessions.add(session);
              return true;
            });
    if (!added) return emailTaken();
    events.publish(new AccountEvent.SignedUp(user.id()));
    events.publish(new SessionEvent.SignedIn(user.id(), id));
    return new Result.SignedUp(user, new NewSession(session, token));
  }

  private Result signedUp(User user, Credential credential) {
    if (users.add(user, credential)) {
      events.publish(new AccountEvent.SignedUp(user.id()));
    } else {
      refused(Why.EMAIL_TAKEN);
    }
    return new Result.SignedUp(user, null);
  }

  /** Where signing up does not sign in, a taken address looks and lasts like a free one. */
  private Result taken(User.Profile profile, Password password) {
    if (environment.signUp().autoSignIn()) return emailTaken();
    hasher.decoy(password, environment.hashForm());
    refused(Why.EMAIL_TAKEN);
    var id = new UserId(entropy.text(UserId.LENGTH));
    return new Result.SignedUp(User.signedUp(id, profile, clock.instant()), null);
  }

  private Result emailTaken() {
    refused(Why.EMAIL_TAKEN);
    return new Result.EmailTaken();
  }

  private static Why why(PasswordPolicy.Refusal refusal) {
    return switch (refusal) {
      case PASSWORD_TOO_SHORT -> Why.PASSWORD_TOO_SHORT;
      case PASSWORD_TOO_LONG -> Why.PASSWORD_TOO_LONG;
      case PASSWORD_COMPROMISED -> Why.PASSWORD_COMPROMISED;
    };
  }

  private void refused(Why why) {
    events.publish(new AccountEvent.SignUpRefused(why));
  }
}
