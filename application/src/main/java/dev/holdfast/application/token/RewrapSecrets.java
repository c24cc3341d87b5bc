package dev.holdfast.application.token;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.KeyStore;
import dev.holdfast.domain.token.KeyVault;
import dev.holdfast.domain.token.StoredKey;
import dev.holdfast.domain.token.TokenEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Seals anew, by the current secret, whatever only a previous one opens: the step of a rotation
 * after which the previous secret may go. Safe to repeat and to run beside a live server.
 */
public final class RewrapSecrets {
  /** What was done, what was right already, and what no secret opens. */
  public record Report(List<KeyId> resealed, List<KeyId> current, List<KeyId> notOpened) {
    public Report {
      resealed = List.copyOf(resealed);
      current = List.copyOf(current);
      notOpened = List.copyOf(notOpened);
    }
  }

  private final KeyStore store;
  private final KeyVault vault;
  private final Events events;
  private final InstantSource clock;

  public RewrapSecrets(KeyStore store, KeyVault vault, Events events, InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.events = events;
    this.clock = clock;
  }

  public Report execute() {
    List<KeyId> resealed = new ArrayList<>();
    List<KeyId> current = new ArrayList<>();
    List<KeyId> notOpened = new ArrayList<>();
    for (var key : store.all()) {
      switch (vault.open(key)) {
        case CURRENT -> current.add(key.id());
        case FAILED -> notOpened.add(key.id());
        // Lost to somebody who resealed the row at the same moment: it is sealed all the same.
        case PREVIOUS -> (reseal(key) ? resealed : current).add(key.id());
      }
    }
    return new Report(resealed, current, notOpened);
  }

  private boolean reseal(StoredKey key) {
    boolean done = store.reseal(key.id(), key.privateKey(), vault.reseal(key), clock.instant());
    if (done) events.publish(new TokenEvent.KeyResealed(key.id()));
    return done;
  }
}
