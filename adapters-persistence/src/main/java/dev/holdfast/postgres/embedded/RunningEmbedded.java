package dev.holdfast.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An embedded PostgreSQL that another process holds, seen from beside it: for commands that look at
 * the database of a running development server without starting, stopping or locking anything.
 */
public record RunningEmbedded(
    String host, int port, String database, String user, String password) {

  /** Empty where none is running, as far as the data folder tells. */
  public static Optional<RunningEmbedded> in(Path dataFolder) {
    try {
      if (!EmbeddedPostgres.isReady(dataFolder.resolve("postgres-data/postmaster.pid"))) {
        return Optional.empty();
      }
      var port = Files.readString(dataFolder.resolve("postgres-port")).strip();
      var password = Files.readString(dataFolder.resolve("postgres-password")).strip();
      if (!port.matches("[0-9]{1,5}")) return Optional.empty();
      return Optional.of(
          new RunningEmbedded(
              "127.0.0.1", Integer.parseInt(port), Cluster.DATABASE, Cluster.ROLE, password));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "RunningEmbedded[" + host + ":" + port + "]";
  }
}
