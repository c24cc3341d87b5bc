package dev.holdfast.domain.secret;

/** Encrypts columns so that the reference can read them (protocol jwt-and-jwks §3). */
public interface Sealer {
  /** With the ring's current secret; carries the version if that has one. */
  String seal(String plaintext);

  Opening open(String sealed);

  /** What became of a sealed column. */
  sealed interface Opening {
    /** {@code current}: whether a column written now would be sealed by the same secret. */
    record Opened(String plaintext, boolean current) implements Opening {
      @Override
      public String toString() {
        return "Opened[hidden]";
      }
    }

    /** No secret of the ring opens it. {@code why} names versions, never values. */
    record Failed(String why) implements Opening {}
  }
}
