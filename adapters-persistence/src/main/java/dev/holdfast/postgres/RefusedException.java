package dev.holdfast.postgres;

/**
 * The database answered, and this program must not run on it; says what is wrong and what helps.
 */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String mend;

  RefusedException(String message, String mend) {
    super(message);
    this.mend = mend;
  }

  String mend() {
    return mend;
  }
}
