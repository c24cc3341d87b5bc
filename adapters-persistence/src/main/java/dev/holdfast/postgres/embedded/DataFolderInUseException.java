package dev.holdfast.postgres.embedded;

/** Another living Holdfast holds the data folder; the message names its process. */
public final class DataFolderInUseException extends EmbeddedPostgresException {
  private static final long serialVersionUID = 1L;

  DataFolderInUseException(String line) {
    super(line);
  }
}
