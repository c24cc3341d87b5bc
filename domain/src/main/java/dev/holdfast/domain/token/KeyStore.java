package dev.holdfast.domain.token;

import java.time.Instant;
import java.util.List;

/**
 * Where signing keys live, shared by all instances and perhaps by the reference. {@code
 * KeyStoreContract} says what each effect means, and each is written down in the audit in the same
 * effect. All throw {@code Unavailable}.
 */
public interface KeyStore {
  /** Every row, in the order in which they were created. */
  List<StoredKey> all();

  /**
   * Adds the key if no unexpired row exists, as one effect across all instances: of many racers
   * exactly one adds (checklist 7.14).
   */
  boolean addFirst(StoredKey key, Instant now);

  /** Adds the key if this one is still the newest row. */
  boolean addAfter(KeyId newest, StoredKey key);

  /** Adds the key whatever is there: an operator asked for it. */
  void add(StoredKey key);

  /** Writes the private key only where the old text still stands; says whether it did. */
  boolean reseal(KeyId id, String oldPrivateKey, String newPrivateKey, Instant now);
}
