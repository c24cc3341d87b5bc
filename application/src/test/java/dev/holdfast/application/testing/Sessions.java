package dev.holdfast.application.testing;

import dev.holdfast.domain.account.User;
import dev.holdfast.domain.session.Device;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionId;
import dev.holdfast.domain.session.SessionPolicy;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.domain.session.TokenForm;
import java.time.Duration;
import java.time.Instant;

/** Sessions of the tests, by the default policy. */
public final class Sessions {
  private Sessions() {}

  public static SessionPolicy policy(TokenForm form) {
    return new SessionPolicy(
        Duration.ofDays(7),
        Duration.ofDays(1),
        Duration.ofDays(1),
        Duration.ofDays(30),
        null,
        form);
  }

  public static SessionToken token(String name) {
    return new SessionToken("t".repeat(SessionToken.LENGTH - name.length()) + name);
  }

  /** A session that started at this moment and is named like its token. */
  public static Session of(User user, String name, TokenForm form, Instant start) {
    return policy(form)
        .start(
            new SessionId("s-" + name),
            user.id(),
            token(name),
            new SessionPolicy.Start(new Device("203.0.113.7", "tests/1"), true, start));
  }
}
