package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of the distribution in a folder of its own, as durable as in production ({@code
 * fsync=on}, scram). The product's role owns the database and is no superuser.
 *
 * <p>The server is our child, so its process id is known and no other server can be hit.
 */
public final class Cluster implements AutoCloseable {
  static final String ROLE = "holdfast";
  static final String OWNER = "postgres";
  static final String DATABASE = "auth";
  public static final String PASSWORD = "only-for-fault-runs";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path home;
  private final Path data;
  private final Path log;
  private final int port;
  private final List<String> settings;
  private @Nullable Process server;

  private Cluster(Path home, Map<String, String> settings) {
    this.home = home;
    this.data = home.resolve("data");
    this.log = home.resolve("log");
    this.port = Ports.free();
    this.settings = new ArrayList<>();
    settings.forEach((name, value) -> this.settings.addAll(List.of("-c", name + "=" + value)));
  }

  /** A new, running cluster with the product's role and its empty database. */
  public static Cluster create(Path folder, Map<String, String> settings) {
    var home = Account.folder(folder, "cluster-" + Ports.free());
    try {
      var password = home.resolve("password");
      Files.writeString(password, PASSWORD);
      var _ = Account.own(password);
      var data = home.resolve("data");
      var _ =
          Commands.run(
              List.of(
                  Programs.postgres("initdb"),
                  "--pgdata=" + data,
                  "--username=" + OWNER,
                  "--auth=scram-sha-256",
                  "--pwfile=" + password,
                  "--encoding=UTF8",
                  "--locale=C",
                  "--no-sync"));
      Files.writeString(
          data.resolve("pg_hba.conf"),
          "host replication all 127.0.0.1/32 scram-sha-256\n",
          StandardOpenOption.APPEND);
      var cluster = new Cluster(home, settings);
      cluster.start();
      cluster.asOwner().run("create role %s login password '%s'".formatted(ROLE, PASSWORD));
      cluster.asOwner().run("create database %s owner %s".formatted(DATABASE, ROLE));
      return cluster;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A running standby of this one, which follows it by streaming under the given name. */
  public Cluster standby(Path folder, String name) {
    var home = Account.folder(folder, "standby-" + Ports.free());
    var standby = home.resolve("data");
    var source =
        "host=127.0.0.1 port=%d user=%s password=%s application_name=%s"
            .formatted(port, OWNER, PASSWORD, name);
    var _ =
        Commands.run(
            List.of(
                Programs.postgres("pg_basebackup"),
                "--pgdata=" + standby,
                "--dbname=" + source,
                "--write-recovery-conf",
                "--wal-method=stream",
                "--checkpoint=fast",
                "--no-sync"));
    var cluster = new Cluster(home, Map.of());
    cluster.settings.addAll(settings);
    cluster.start();
    return cluster;
  }

  /** Follows another cluster from now on: what is done with an old primary that comes back. */
  public void becomeStandbyOf(Cluster primary, String name) {
    var source =
        "primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=%s'\n"
            .formatted(primary.port, OWNER, PASSWORD, name);
    try {
      Files.writeString(data.resolve("postgresql.auto.conf"), source, StandardOpenOption.APPEND);
      var _ = Account.own(Files.createFile(data.resolve("standby.signal")));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Starts and waits until it accepts connections; returns the moment ({@code nanoTime}). */
  public long start() {
    launch();
    Eventually.happens(
        () -> "the cluster starts:\n" + log(), PATIENCE, () -> Files.exists(data) && answers());
    return System.nanoTime();
  }

  /** Starts, and waits for nothing. */
  public void launch() {
    var words =
        new ArrayList<>(
            List.of(
                Programs.postgres("postgres"),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "shared_buffers=48MB",
                "-c",
                "log_line_prefix=%m [%p] "));
    words.addAll(settings);
    server = Commands.start(Account.command(words), home, log, Map.of("LC_ALL", "C"));
  }

  /** Ends in good order: open transactions are rolled back, clients are told. */
  public void stop() {
    Signals.send("INT", process().toHandle());
    awaitEnd();
  }

  /** Ends at once without a checkpoint, as in {@code pg_ctl stop -m immediate}: a crash. */
  public void crash() {
    Signals.send("QUIT", process().toHandle());
    awaitEnd();
  }

  /** kill -9 of the whole server: nobody is told anything. */
  public void kill() {
    var tree = Signals.tree(process().toHandle());
    tree.forEach(ProcessHandle::destroyForcibly);
    awaitEnd();
    Eventually.happens(
        () -> "the killed processes are gone",
        PATIENCE,
        () -> tree.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** SIGSTOP of all its processes: connections stay open and nobody answers. */
  public void freeze() {
    Signals.sendToAll("STOP", process().toHandle());
  }

  /** SIGCONT; returns the moment ({@code nanoTime}). */
  public long thaw() {
    Signals.sendToAll("CONT", process().toHandle());
    return System.nanoTime();
  }

  /** Makes a standby the primary; returns the moment from which it is one. */
  public long promote() {
    var _ = asOwner().number("select pg_promote(true, 60)::int");
    return System.nanoTime();
  }

  public int port() {
    return port;
  }

  /** As the product is told. */
  public String url() {
    return urlAt(port);
  }

  /** One URL that names two hosts, this one first, as libpq and the driver know it. */
  public String urlWith(Cluster second) {
    return url()
        .replace(
            "/" + DATABASE,
            ",127.0.0.1:%d/%s?targetServerType=primary".formatted(second.port, DATABASE));
  }

  /** The same database, reached on another port: behind a pooler or a proxy. */
  public static String urlAt(int port) {
    return "postgres://%s:%s@127.0.0.1:%d/%s".formatted(ROLE, PASSWORD, port, DATABASE);
  }

  /** The product's database, seen past the product. */
  public SqlView sql() {
    return new SqlView(port, DATABASE, ROLE, PASSWORD);
  }

  /** The same, with all rights. */
  public SqlView asOwner() {
    return new SqlView(port, "postgres", OWNER, PASSWORD);
  }

  /** The product's database with all rights. */
  public SqlView asOwnerInside() {
    return new SqlView(port, DATABASE, OWNER, PASSWORD);
  }

  /** Moves the product's database to another disk, before anybody uses it. */
  public Cluster on(SmallDisk disk) {
    asOwner().run("create tablespace small location '%s'".formatted(disk.folder()));
    asOwner().run("alter database %s set tablespace small".formatted(DATABASE));
    return this;
  }

  private boolean answers() {
    if (!process().isAlive()) throw new AssertionError("the cluster ended:\n" + log());
    return asOwner().answers();
  }

  private Process process() {
    if (server == null) throw new IllegalStateException("not started");
    return server;
  }

  private void awaitEnd() {
    Eventually.happens(() -> "the cluster ends:\n" + log(), PATIENCE, () -> !process().isAlive());
  }

  /** Everything in its log. */
  public String wholeLog() {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The last words of its log. */
  public String log() {
    try {
      var lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  @Override
  public void close() {
    if (server != null && server.isAlive()) {
      thaw();
      crash();
    }
  }
}
