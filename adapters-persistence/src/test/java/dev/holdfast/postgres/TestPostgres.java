package dev.holdfast.postgres;

import dev.holdfast.postgres.embedded.EmbeddedPostgres;
import dev.holdfast.postgres.embedded.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real PostgreSQL of the tests: one server for the whole test JVM, started by the first test
 * that asks, ended with the JVM; every test class asks for a database of its own.
 *
 * <p>The server is as durable as a soap bubble, and the role may do everything. Where {@value #URL}
 * names a server, as {@code postgresql://superuser:password@host:port/database}, that one is used
 * instead: so the same tests are run on every version that we promise. What the tests make there
 * stays there.
 */
public final class TestPostgres {
  private static final String URL = "HOLDFAST_TEST_DATABASE_URL";
  private static final Path FOLDER = Path.of("target").toAbsolutePath();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  /**
   * Where a test connects.
   *
   * @param jdbcUrl without parameters: {@code jdbc:postgresql://127.0.0.1:PORT/NAME}
   */
  public record Database(
      String jdbcUrl, String host, int port, String name, String user, String password) {
    public String uri() {
      return "postgresql://%s:%s@%s:%d/%s".formatted(user, password, host, port, name);
    }
  }

  /** A new, empty database. */
  public static Database freshDatabase() {
    var server = Server.RUNNING;
    // The process is in the name, since a given server may have seen others.
    var name = "test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no fresh database", e);
    }
    return new Database(
        "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), name),
        server.host(),
        server.port(),
        name,
        server.user(),
        server.password());
  }

  /** Where PostgreSQL is unpacked for tests: once a module. */
  public static Path sharedBinaries() {
    return FOLDER.resolve("test-postgres-binaries");
  }

  /** Loaded, and so started, by the first use. */
  private static final class Server {
    static final Database RUNNING = running();

    private static Database running() {
      var url = System.getenv(URL);
      if (url != null) {
        return given(URI.create(url));
      }
      var server = start();
      return new Database(
          server.jdbcUrl(),
          server.host(),
          server.port(),
          server.database(),
          server.user(),
          server.password());
    }

    private static Database given(URI url) {
      var name = url.getPath().substring(1);
      var login = url.getUserInfo().split(":", 2);
      return new Database(
          "jdbc:postgresql://%s:%d/%s".formatted(url.getHost(), url.getPort(), name),
          url.getHost(),
          url.getPort(),
          name,
          login[0],
          login[1]);
    }

    private static EmbeddedPostgres start() {
      var data = FOLDER.resolve("test-postgres-" + ProcessHandle.current().pid());
      var server = EmbeddedPostgres.start(data, Settings.throwaway(sharedBinaries()));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.close();
                    delete(data);
                  }));
      return server;
    }

    private static void delete(Path folder) {
      try (var paths = Files.walk(folder)) {
        for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private TestPostgres() {}
}
