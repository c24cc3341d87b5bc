package dev.holdfast.application.token;

import dev.holdfast.domain.account.User;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.token.AccessToken;
import dev.holdfast.domain.token.Claims;
import dev.holdfast.domain.token.StoredKey;
import dev.holdfast.domain.token.TokenEvent;
import dev.holdfast.domain.token.TokenPolicy;
import dev.holdfast.domain.token.TokenSigner;
import java.time.InstantSource;
import java.util.Optional;

/** Signs an access token for somebody who is signed in. No query: the keys are in memory. */
public final class IssueToken {
  private final SigningKeys keys;
  private final TokenSigner signer;
  private final TokenPolicy policy;
  private final Events events;
  private final InstantSource clock;
  private final RecentTokens recent;

  public IssueToken(
      SigningKeys keys,
      TokenSigner signer,
      TokenPolicy policy,
      Events events,
      InstantSource clock) {
    this.keys = keys;
    this.signer = signer;
    this.policy = policy;
    this.events = events;
    this.clock = clock;
    this.recent = new RecentTokens(clock);
  }

  /**
   * A token signed now.
   *
   * @throws Unavailable if no key can sign
   */
  public AccessToken execute(User user, Session session) {
    try {
      return sign(keys.signing(), user, session);
    } catch (Unavailable noKey) {
      events.publish(new TokenEvent.IssueRefused(reasonOf(noKey), user.id()));
      throw noKey;
    }
  }

  /**
   * The token that goes along with a session check: for up to a minute the one of the check before,
   * while key, user and session end are the same. Empty when no key can sign, since a session check
   * does not fail for that.
   */
  public Optional<AccessToken> alongside(User user, Session session) {
    try {
      var key = keys.signing();
      return Optional.of(recent.orElse(user, session, key, () -> sign(key, user, session)));
    } catch (Unavailable noKey) {
      return Optional.empty();
    }
  }

  /** The same reason as the answer's: a store that was never read is not a key that is locked. */
  private static Reason reasonOf(Unavailable noKey) {
    return noKey.reason().orElse(Reason.KEYS_UNAVAILABLE);
  }

  private AccessToken sign(StoredKey key, User user, Session session) {
    var claims = Claims.of(user, policy, clock.instant(), session.expiresAt());
    var token = signer.sign(key, keys.algorithmOf(key), claims);
    events.publish(new TokenEvent.Issued(user.id(), key.id(), claims.expiresAt()));
    return new AccessToken(token, key.id(), claims.expiresAt());
  }
}
