package dev.holdfast.domain.token;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key pair as the {@code jwks} table has it (protocol jwt-and-jwks §1). Never prints its parts.
 *
 * @param publicKey JSON text of the public JWK
 * @param privateKey the column's text: a JSON string literal of the sealed private JWK
 * @param expiresAt when it stops signing; null: never
 * @param algorithm the column's text; null in old rows, which then have the configured algorithm
 * @param activeFrom when it starts signing; null for rows of the reference: at once
 */
public record StoredKey(
    KeyId id,
    String publicKey,
    String privateKey,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable String algorithm,
    @Nullable String curve,
    @Nullable Instant activeFrom) {

  /** The reference's grace: an expired key stays published this long. */
  public static final Duration PUBLISHED_AFTER_EXPIRY = Duration.ofDays(30);

  public boolean isExpired(Instant now) {
    return expiresAt != null && !expiresAt.isAfter(now);
  }

  public boolean isActive(Instant now) {
    return activeFrom == null || !activeFrom.isAfter(now);
  }

  public boolean isPublished(Instant now) {
    return expiresAt == null || expiresAt.plus(PUBLISHED_AFTER_EXPIRY).isAfter(now);
  }

  /** The same key, sealed anew. */
  public StoredKey sealedAs(String newPrivateKey) {
    return new StoredKey(
        id, publicKey, newPrivateKey, createdAt, expiresAt, algorithm, curve, activeFrom);
  }

  @Override
  public String toString() {
    return "StoredKey[" + id.value() + "]";
  }
}
