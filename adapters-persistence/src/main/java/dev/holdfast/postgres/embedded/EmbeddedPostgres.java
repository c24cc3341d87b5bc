package dev.holdfast.postgres.embedded;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL of our own, kept in one data folder, for who has no other: durable, reachable only
 * from this machine and only with a generated password.
 *
 * <p>{@link #start} either returns a server that accepts connections or throws {@link
 * EmbeddedPostgresException} with one line to print. Whatever an earlier run left behind is put in
 * order first: half-made folders are removed, a server that outlived its program is ended, a crash
 * is recovered from. The server ends with this process, also by kill -9; Ctrl-C does not reach it,
 * so that the program can drain before it calls {@link #close}.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int PORTS_TRIED = 5;

  /** Recovery after a crash can take long; a server that says nothing for so long is stuck. */
  private static final Duration READY = Duration.ofMinutes(2);

  private final DataFolder folder;
  private final ServerProcess server;
  private final int port;
  private final String password;

  private EmbeddedPostgres(DataFolder folder, ServerProcess server, int port, String password) {
    this.folder = folder;
    this.server = server;
    this.port = port;
    this.password = password;
  }

  public static EmbeddedPostgres start(Path dataFolder) {
    return start(dataFolder, Settings.durable());
  }

  public static EmbeddedPostgres start(Path dataFolder, Settings settings) {
    return start(dataFolder, settings, Tools.OF_THE_SYSTEM);
  }

  static EmbeddedPostgres start(Path dataFolder, Settings settings, Tools tools) {
    var bundle = Binaries.Bundle.forThisMachine();
    var folder = DataFolder.hold(dataFolder);
    try {
      return start(folder, settings, bundle, tools);
    } catch (IOException | UncheckedIOException e) {
      folder.close();
      throw new EmbeddedPostgresException(
          "The data folder %s (HOLDFAST_DATA_DIR) cannot be used: %s".formatted(dataFolder, e), e);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static EmbeddedPostgres start(
      DataFolder folder, Settings settings, Binaries.Bundle bundle, Tools tools)
      throws IOException {
    var shared = settings.binaries();
    var binaries = bundle.unpackInto(shared == null ? folder.path() : shared.toAbsolutePath());
    var launch = Launch.choose(tools, folder.path(), binaries.folder());
    folder.admit(launch);
    var log = ServerLog.open(folder.log());
    Cluster.prepare(folder, binaries, launch, log, settings);
    if (shared == null) {
      bundle.sweep(folder.path());
    }
    for (int tried = 1; ; tried++) {
      int port = freePort(folder.port());
      var command = command(binaries, folder.cluster(), port, settings);
      var server = ServerProcess.start(launch, command, folder.path(), log);
      try {
        awaitReady(server, folder.cluster(), log);
        folder.keepPort(port);
        return new EmbeddedPostgres(folder, server, port, folder.password());
      } catch (EmbeddedPostgresException | IOException e) {
        server.stop();
        // Somebody else took the port between our look and the server's.
        if (tried == PORTS_TRIED || !log.lastLines().contains("could not create any TCP/IP")) {
          throw e;
        }
      }
    }
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://" + LOOPBACK + ":" + port + "/" + Cluster.DATABASE;
  }

  public String host() {
    return LOOPBACK;
  }

  public int port() {
    return port;
  }

  public String database() {
    return Cluster.DATABASE;
  }

  public String user() {
    return Cluster.ROLE;
  }

  public String password() {
    return password;
  }

  public boolean isRunning() {
    return server.isAlive();
  }

  /** Done when the server has ended, whoever ended it. */
  public CompletableFuture<Void> onEnd() {
    return server.onEnd();
  }

  /**
   * Stops the server within 30 s at worst, and gives the data folder up. Harmless when repeated.
   */
  @Override
  public void close() {
    server.stop();
    folder.close();
  }

  private static List<String> command(
      Binaries binaries, Path cluster, int port, Settings settings) {
    var command =
        new ArrayList<>(List.of(binaries.postgres().toString(), "-D", cluster.toString()));
    var durable = settings.throwaway() ? "off" : "on";
    for (var setting :
        List.of(
            "listen_addresses=" + LOOPBACK,
            "port=" + port,
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "fsync=" + durable,
            "synchronous_commit=" + durable,
            "full_page_writes=" + durable,
            "shared_buffers=48MB",
            "max_connections=" + (settings.throwaway() ? 100 : 50),
            "max_wal_size=256MB",
            "huge_pages=off",
            // Fewer processes: reads in the backends, no logical replication.
            "io_method=sync",
            "max_logical_replication_workers=0",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            "lc_messages=C",
            // The log names errors, never the statements or the values in them.
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            "log_checkpoints=off")) {
      command.add("-c");
      command.add(setting);
    }
    return command;
  }

  private static int freePort(int wanted) throws IOException {
    for (int candidate : new int[] {wanted, 0}) {
      try (var socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), candidate));
        return socket.getLocalPort();
      } catch (IOException e) {
        if (candidate == 0) {
          throw e;
        }
      }
    }
    throw new IllegalStateException("unreachable");
  }

  /** The server itself says so in the eighth line of its pid file; no connection is needed. */
  private static void awaitReady(ServerProcess server, Path cluster, ServerLog log) {
    var file = cluster.resolve("postmaster.pid");
    long deadline = System.nanoTime() + READY.toNanos();
    while (server.isAlive() && System.nanoTime() < deadline && !Thread.interrupted()) {
      if (isReady(file)) {
        return;
      }
      LockSupport.parkNanos(MILLISECONDS.toNanos(5));
    }
    throw new EmbeddedPostgresException(
        "PostgreSQL did not start (%s): %s".formatted(log.file(), log.lastLines()));
  }

  static boolean isReady(Path file) {
    try {
      var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
      return lines.size() >= 8 && lines.get(7).strip().equals("ready");
    } catch (IOException e) {
      return false;
    }
  }
}
