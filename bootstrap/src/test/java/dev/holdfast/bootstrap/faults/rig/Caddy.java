package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assumptions;

/** The distribution's Caddy with one file of settings, and none of its folders outside of here. */
public final class Caddy implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/caddy");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path home;
  private final int port;
  private final Process process;

  private Caddy(Path home, int port) {
    this.home = home;
    this.port = port;
    var words =
        List.of(PROGRAM.toString(), "run", "--adapter", "caddyfile", "--config", home + "/main");
    this.process =
        Commands.start(
            Account.command(words),
            home,
            home.resolve("output"),
            Map.of("HOME", home.toString(), "XDG_DATA_HOME", home + "/data"));
  }

  /** Skips the test without it, and says so; fails it with {@code -Dholdfast.recipes=required}. */
  public static void assumeInstalled() {
    boolean there = Files.exists(PROGRAM);
    if (there) return;
    var line = "the recipe for Caddy needs /usr/bin/caddy: e2e/install-debian.sh installs it";
    if ("required".equals(System.getProperty("holdfast.recipes"))) throw new AssertionError(line);
    System.out.println("SKIPPED: " + line);
    Assumptions.assumeThat(there).isTrue();
  }

  /** Starts it and waits until it listens on the port, which the settings name. */
  public static Caddy start(Path folder, int port, String settings) {
    var home = Account.folder(folder, "caddy-" + port);
    try {
      var site = Files.writeString(home.resolve("site"), settings);
      var main =
          Files.writeString(home.resolve("main"), "{\n\tadmin off\n}\nimport " + site + "\n");
      var _ = Account.own(site);
      var _ = Account.own(main);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    var caddy = new Caddy(home, port);
    Eventually.happens(() -> "Caddy listens:\n" + caddy.log(), PATIENCE, caddy::listens);
    return caddy;
  }

  private boolean listens() {
    if (!process.isAlive()) throw new AssertionError("Caddy ended:\n" + log());
    try (var _ = new Socket(InetAddress.getByName("localhost"), port)) {
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
    process.destroy();
    process.onExit().join();
  }
}
