package dev.holdfast.postgres.embedded;

/** The embedded PostgreSQL cannot serve. The message is one line, made to be printed as it is. */
public sealed class EmbeddedPostgresException extends RuntimeException
    permits DataFolderInUseException, UnsupportedPlatformException {
  private static final long serialVersionUID = 1L;

  public EmbeddedPostgresException(String line) {
    super(line);
  }

  public EmbeddedPostgresException(String line, Throwable cause) {
    super(line, cause);
  }
}
