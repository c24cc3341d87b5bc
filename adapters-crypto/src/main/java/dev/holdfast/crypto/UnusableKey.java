package dev.holdfast.crypto;

import java.security.GeneralSecurityException;

/** A key that is malformed, weak or of another kind than said. The message shows no part of it. */
final class UnusableKey extends GeneralSecurityException {
  private static final long serialVersionUID = 1L;

  UnusableKey(String why) {
    super("the key " + why);
  }
}
