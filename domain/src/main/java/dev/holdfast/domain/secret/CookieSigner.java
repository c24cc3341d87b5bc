package dev.holdfast.domain.secret;

import java.util.Optional;

/** Signs cookie values with the ring's current secret and tells whose signature one is. */
public interface CookieSigner {
  /** Whose signature a value carries. */
  enum Signature {
    CURRENT,
    /** Accepted; the cookie is written anew, signed by the current secret. */
    PREVIOUS,
    /** Recognised, not accepted. */
    RETIRED,
    INVALID
  }

  /** Standard Base64 with padding of the HMAC-SHA-256: 44 characters. */
  String sign(String value);

  /** Compares in constant time; anything but 44 characters ending in {@code =} is invalid. */
  Signature check(String value, String signature);

  /**
   * Which secret made a signature, retired ones included; for somebody who looks for a fault. Empty
   * if none did, or if this signer does not tell.
   */
  default Optional<Secret> madeBy(String value, String signature) {
    return Optional.empty();
  }
}
