package dev.holdfast.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.account.Credential;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.Login;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.account.Restrictions;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.secret.Sealer;
import dev.holdfast.domain.secret.Secret;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.domain.session.Device;
import dev.holdfast.domain.session.KnownSession;
import dev.holdfast.domain.session.NewSession;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionHandle;
import dev.holdfast.domain.session.SessionId;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.domain.session.StoredToken;
import dev.holdfast.domain.token.AccessToken;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.StoredKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever holds a secret, however deep, may be printed by mistake and gives nothing away. */
final class HiddenValuesTest {
  private static final String CANARY = "canary";
  private static final Instant NOW = Instant.parse("2026-11-24T04:03:03.035Z");

  static Stream<Object> holdersOfSecrets() {
    var hash = new PasswordHash(CANARY);
    var token = new SessionToken(CANARY);
    var secret = new Secret(null, CANARY);
    var user =
        User.signedUp(
            new UserId("ada"),
            new User.Profile("Ada", EmailAddress.parse(CANARY + "@example.com"), null),
            NOW);
    var session =
        new Session(
            new SessionId("s-1"),
            user.id(),
            new StoredToken(CANARY),
            Device.UNKNOWN,
            NOW,
            NOW,
            NOW);
    return Stream.of(
        new Password(CANARY),
        hash,
        new Credential("c-1", user.id(), hash),
        new Login(user, hash, Restrictions.NONE),
        user,
        token,
        session,
        new NewSession(session, token),
        new KnownSession(session, user, Restrictions.NONE),
        new SessionHandle.ByToken(token),
        secret,
        new Secret(3, CANARY),
        new SecretRing(List.of(), secret, List.of(secret)),
        new Sealer.Opening.Opened(CANARY, true),
        new AccessToken(CANARY, new KeyId("k-1"), NOW),
        new StoredKey(new KeyId("k-1"), "{}", CANARY, NOW, null, null, null, null));
  }

  @ParameterizedTest
  @MethodSource("holdersOfSecrets")
  void checklist_1_12_what_holds_a_secret_never_prints_it(Object holder) {
    assertThat(holder.toString()).doesNotContain(CANARY).isNotEmpty();
  }
}
