package dev.holdfast.domain.token;

/** Signs claims with a key that the vault opens (RFC 7515, compact form). */
public interface TokenSigner {
  /** The header has {@code alg} and {@code kid} and nothing else. */
  String sign(StoredKey key, Algorithm algorithm, Claims claims);
}
