package dev.holdfast.application.testing;

import dev.holdfast.domain.account.Credential;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;

/** The people of the tests, who signed up when the test clock started. */
public final class People {
  public static final Password PASSWORD = new Password("correct horse battery");

  private People() {}

  public static User ada() {
    return person("ada", "Ada");
  }

  public static User grace() {
    return person("grace", "Grace");
  }

  public static Credential credentialOf(User user) {
    return new Credential("cred-" + user.id().value(), user.id(), hash("hash-of-" + user.name()));
  }

  public static PasswordHash hash(String text) {
    return new PasswordHash(text);
  }

  private static User person(String id, String name) {
    var email = EmailAddress.parse(id + "@example.com");
    return User.signedUp(new UserId(id), new User.Profile(name, email, null), TestClock.START);
  }
}
