package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The distribution's PgBouncer in transaction mode, with the files that {@code docs/deployment.md}
 * gives people: the package's own settings but for those that the page explains, and for what
 * {@code settings} names.
 */
public final class Bouncer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path home;
  private final Path ini;
  private final int port;
  private @Nullable Process process;

  private Bouncer(Path home, Path ini, int port) {
    this.home = home;
    this.ini = ini;
    this.port = port;
  }

  /** In front of this cluster. */
  public static Bouncer start(Path folder, Cluster cluster, Map<String, String> settings) {
    int port = Ports.free();
    var home = Account.folder(folder, "pgbouncer-" + port);
    try {
      var recipe = Recipe.of("PgBouncer");
      var users = home.resolve("userlist.txt");
      var passwords = Map.of("PASSWORD", Cluster.PASSWORD);
      Files.writeString(users, recipe.file("/etc/pgbouncer/userlist.txt", passwords));
      var ini = home.resolve("pgbouncer.ini");
      var filled =
          Map.of(
              "10.0.0.20", "127.0.0.1",
              "5432", Integer.toString(cluster.port()),
              "6432", Integer.toString(port),
              "/var/log/postgresql/pgbouncer.log", home.resolve("log").toString(),
              "/var/run/postgresql/pgbouncer.pid", home.resolve("pid").toString(),
              "/var/run/postgresql", home.toString(),
              "/etc/pgbouncer/userlist.txt", users.toString());
      var text = recipe.file("/etc/pgbouncer/pgbouncer.ini", filled);
      for (var setting : settings.entrySet()) {
        text = with(text, setting.getKey(), setting.getValue());
      }
      Files.writeString(ini, text);
      var bouncer = new Bouncer(home, Account.own(ini), port);
      var _ = Account.own(users);
      bouncer.start();
      return bouncer;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The file with this setting: where it stands, commented out or not, or else at the end. */
  private static String with(String text, String name, String value) {
    var line = Pattern.compile("(?m)^;? *" + Pattern.quote(name) + " *=.*$").matcher(text);
    var setting = name + " = " + value;
    return line.find()
        ? text.substring(0, line.start()) + setting + text.substring(line.end())
        : text + "\n" + setting + "\n";
  }

  /** Starts it and waits until it answers; returns the moment ({@code nanoTime}). */
  public long start() {
    var words = new ArrayList<String>();
    words.add(Programs.PGBOUNCER.toString());
    words.add(ini.toString());
    process = Commands.start(Account.command(words), home, home.resolve("output"), Map.of());
    Eventually.happens(() -> "PgBouncer answers: " + log(), PATIENCE, this::listens);
    return System.nanoTime();
  }

  /** Ends it at once; its clients' connections break. */
  public void stop() {
    var running = process;
    if (running == null) return;
    running.destroyForcibly().onExit().join();
  }

  public int port() {
    return port;
  }

  /** As the product is told. */
  public String url() {
    return Cluster.urlAt(port) + "?pgbouncer=true";
  }

  /** The product's database as its clients see it. */
  public SqlView sql() {
    return new SqlView(port, Cluster.DATABASE, Cluster.ROLE, Cluster.PASSWORD);
  }

  private boolean listens() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  public String log() {
    try {
      return Files.readString(home.resolve("output"));
    } catch (IOException none) {
      return none.toString();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
