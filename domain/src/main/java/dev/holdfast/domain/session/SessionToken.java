package dev.holdfast.domain.session;

import dev.holdfast.domain.platform.Entropy;

/**
 * Whoever holds it is signed in: 32 random characters, about 190 bits (checklist 4.1). Never prints
 * itself.
 */
public record SessionToken(String value) {
  public static final int LENGTH = 32;

  public static SessionToken random(Entropy entropy) {
    return new SessionToken(entropy.text(LENGTH));
  }

  @Override
  public String toString() {
    return "SessionToken[hidden]";
  }
}
