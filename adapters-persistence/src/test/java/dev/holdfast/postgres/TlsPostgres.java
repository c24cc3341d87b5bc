package dev.holdfast.postgres;

import dev.holdfast.postgres.embedded.EmbeddedPostgres;
import dev.holdfast.postgres.embedded.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;

/** A PostgreSQL of its own that speaks TLS, with whatever certificate a test gives it. */
final class TlsPostgres implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EmbeddedPostgres server;
  private final TestPostgres.Database place;

  TlsPostgres(Path data) {
    server = EmbeddedPostgres.start(data, Settings.throwaway(TestPostgres.sharedBinaries()));
    place =
        new TestPostgres.Database(
            server.jdbcUrl(),
            server.host(),
            server.port(),
            server.database(),
            server.user(),
            server.password());
  }

  /** From the next connection on, this is its certificate. */
  TlsPostgres with(Certified certified) {
    // Written by the server itself, whichever account that runs as: nobody else may read the key.
    write("server.key", certified.keyPem());
    write("server.crt", certified.certificatePem());
    Sql.run(place, "alter system set ssl = on");
    var before = reloaded();
    Sql.run(place, "select pg_reload_conf()");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (reloaded().equals(before) || !Sql.column(place, "show ssl").contains("on")) {
      if (System.nanoTime() > deadline) throw new IllegalStateException("no TLS");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return this;
  }

  private String reloaded() {
    return Sql.column(place, "select pg_conf_load_time()").getFirst();
  }

  private void write(String file, String text) {
    var encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    Sql.run(
        place,
        "copy (select '%s') to program 'umask 077; base64 -d > %s'".formatted(encoded, file));
  }

  /** The URL, by this name of the host and with these parameters. */
  String url(String host, String parameters) {
    return "postgres://%s:%s@%s:%d/%s?%s"
        .formatted(place.user(), place.password(), host, place.port(), place.name(), parameters);
  }

  @Override
  public void close() {
    server.close();
  }
}
