package dev.holdfast.crypto;

import java.security.GeneralSecurityException;

/** Calls into the JDK's cryptography for what every JDK has, so that its absence is a bug. */
final class Jca {
  private Jca() {}

  interface Call<T> {
    T run() throws GeneralSecurityException;
  }

  /** For calls that cannot fail on a sound JDK, whatever the caller's input. */
  static <T> T always(Call<T> call) {
    try {
      return call.run();
    } catch (GeneralSecurityException unsound) {
      throw new IllegalStateException("the JDK lacks what this server needs", unsound);
    }
  }
}
