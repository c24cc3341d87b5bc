package dev.holdfast.application.token;

import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyVault.Opening;
import dev.holdfast.domain.token.StoredKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The keys as they were read at one moment, oldest first, each with whether it can sign; and the
 * choice among them (protocol jwt-and-jwks §4, decisions "Publish before use").
 *
 * @param configured preferred for signing, and what old rows without an algorithm mean
 */
record KeyRing(List<Held> keys, Algorithm configured, Instant readAt) {
  /** A key with what became of opening it. */
  record Held(StoredKey key, Opening opening) {
    boolean opens() {
      return opening != Opening.FAILED;
    }
  }

  KeyRing {
    keys = List.copyOf(keys);
  }

  /** Newest of the configured algorithm, else newest of any; one not active yet only for want. */
  Optional<StoredKey> signing(Instant now) {
    var able = unexpired(now).stream().filter(Held::opens).map(Held::key).toList();
    var active = able.stream().filter(key -> key.isActive(now)).toList();
    Comparator<StoredKey> preference =
        Comparator.<StoredKey, Boolean>comparing(key -> algorithmOf(key) == configured)
            .thenComparing(StoredKey::createdAt);
    return (active.isEmpty() ? able : active).stream().max(preference);
  }

  /** Also those that do not open here: their tokens may still be about. */
  List<StoredKey> published(Instant now) {
    return keys.stream().map(Held::key).filter(key -> key.isPublished(now)).toList();
  }

  List<Held> unexpired(Instant now) {
    return keys.stream().filter(held -> !held.key().isExpired(now)).toList();
  }

  Algorithm algorithmOf(StoredKey key) {
    return algorithmOf(key, configured);
  }

  static Algorithm algorithmOf(StoredKey key, Algorithm configured) {
    var stored = key.algorithm();
    return stored == null ? configured : Algorithm.named(stored).orElse(configured);
  }
}
