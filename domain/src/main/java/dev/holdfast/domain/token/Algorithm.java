package dev.holdfast.domain.token;

import java.util.Arrays;
import java.util.Optional;

/** The signature algorithms that keys are made for; each key has one (checklist 7.1, 7.17). */
public enum Algorithm {
  EDDSA("EdDSA"),
  ES256("ES256"),
  ES512("ES512"),
  RS256("RS256"),
  PS256("PS256");

  private final String wireName;

  Algorithm(String wireName) {
    this.wireName = wireName;
  }

  /** As in {@code alg} (RFC 7518 §3.1, RFC 8037 §3.1). */
  public String wireName() {
    return wireName;
  }

  public static Optional<Algorithm> named(String wireName) {
    return Arrays.stream(values()).filter(one -> one.wireName.equals(wireName)).findFirst();
  }
}
