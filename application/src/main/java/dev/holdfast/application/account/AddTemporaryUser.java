package dev.holdfast.application.account;

import dev.holdfast.domain.account.AccountEvent;
import dev.holdfast.domain.account.Credential;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.account.PasswordHasher;
import dev.holdfast.domain.account.TemporaryUser;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.account.UserStore;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Events;
import java.time.InstantSource;

/** Lends out a user with a password that nobody else knows, whether or not signing up is open. */
public final class AddTemporaryUser {
  private static final int PASSWORD_LENGTH = 32;

  /** What such a user signs in with. Never prints its password. */
  public record Login(EmailAddress email, Password password) {}

  private final Environment environment;
  private final UserStore users;
  private final PasswordHasher hasher;
  private final Entropy entropy;
  private final Events events;
  private final InstantSource clock;

  public AddTemporaryUser(
      Environment environment,
      UserStore users,
      PasswordHasher hasher,
      Entropy entropy,
      Events events,
      InstantSource clock) {
    this.environment = environment;
    this.users = users;
    this.hasher = hasher;
    this.entropy = entropy;
    this.events = events;
    this.clock = clock;
  }

  public Login execute() {
    var email = TemporaryUser.address(entropy);
    var password = new Password(entropy.text(PASSWORD_LENGTH));
    var hash = hashed(password);
    var id = new UserId(entropy.text(UserId.LENGTH));
    var profile = new User.Profile("Holdfast doctor", email, null);
    var user = User.signedUp(id, profile, clock.instant());
    boolean added = users.add(user, new Credential(entropy.text(Credential.ID_LENGTH), id, hash));
    if (!added) throw new IllegalStateException("chance came twice");
    events.publish(new AccountEvent.TemporaryUserAdded(id));
    return new Login(email, password);
  }

  private PasswordHash hashed(Password password) {
    try (var _ = hasher.admit()) {
      return hasher.hash(password, environment.hashForm());
    }
  }
}
