package dev.holdfast.application.token;

import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.KeyStore;
import dev.holdfast.domain.token.KeyVault;
import dev.holdfast.domain.token.KeyVault.NewKey;
import dev.holdfast.domain.token.KeyVault.Opening;
import dev.holdfast.domain.token.TokenEvent;
import dev.holdfast.domain.token.TokenPolicy;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Makes a new signing key because an operator asked for it: the way on when no secret opens the old
 * ones. The old ones stay published, so the tokens they signed stay good to their end.
 */
public final class ReplaceKey {
  /** The new key, and when it begins to sign. */
  public record Replaced(KeyId key, Instant activeFrom) {}

  private final KeyStore store;
  private final KeyVault vault;
  private final TokenPolicy policy;
  private final Entropy entropy;
  private final Events events;
  private final InstantSource clock;

  public ReplaceKey(
      KeyStore store,
      KeyVault vault,
      TokenPolicy policy,
      Entropy entropy,
      Events events,
      InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.policy = policy;
    this.entropy = entropy;
    this.events = events;
    this.clock = clock;
  }

  public Replaced execute() {
    var now = clock.instant();
    boolean another =
        store.all().stream()
            .anyMatch(key -> !key.isExpired(now) && vault.open(key) != Opening.FAILED);
    var activeFrom = another ? now.plus(SigningKeys.PUBLISHED_BEFORE_USE) : now;
    var id = new KeyId(entropy.text(KeyId.LENGTH));
    store.add(vault.generate(new NewKey(id, policy.algorithm(), now, null, activeFrom)));
    events.publish(new TokenEvent.KeyCreated(id, policy.algorithm()));
    return new Replaced(id, activeFrom);
  }
}
