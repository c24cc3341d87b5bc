package dev.holdfast.domain.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes, opens and reseals key pairs; each sealed text is opened once. */
public interface KeyVault {
  /** Whether a private key can be used. */
  enum Opening {
    CURRENT,
    /** Opened by a secret that is no longer current: to be resealed. */
    PREVIOUS,
    /** No secret opens it, or what it holds is no key that may be used (checklist 7.17). */
    FAILED
  }

  /** A new pair, sealed by the current secret. */
  StoredKey generate(NewKey wanted);

  Opening open(StoredKey key);

  /** The private key's column sealed by the current secret; the key must open. */
  String reseal(StoredKey key);

  /**
   * The public members only, with {@code alg} first and {@code kid} last (checklist 7.11).
   *
   * @throws dev.holdfast.domain.InvalidValue if the row's public key is no JWK
   */
  PublicJwk publicJwk(StoredKey key, Algorithm whereNoneIsStored);

  /** What the row of a new key shall say. */
  record NewKey(
      KeyId id,
      Algorithm algorithm,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant activeFrom) {}
}
