package dev.holdfast.postgres.embedded;

/** This build brings no PostgreSQL for this machine; the message says what to set instead. */
public final class UnsupportedPlatformException extends EmbeddedPostgresException {
  private static final long serialVersionUID = 1L;

  UnsupportedPlatformException(String line) {
    super(line);
  }
}
