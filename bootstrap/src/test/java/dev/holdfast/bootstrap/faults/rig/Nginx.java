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

/**
 * The distribution's nginx with one file of settings, which its main file includes as Debian's
 * does; the main file differs in its paths, because nothing here may be written as root.
 */
public final class Nginx implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String MAIN =
      """
      daemon off;
      worker_processes 2;
      pid HOME/pid;
      error_log stderr info;
      events {}
      http {
        access_log HOME/access.log;
        client_body_temp_path HOME/body;
        proxy_temp_path HOME/proxy;
        fastcgi_temp_path HOME/fastcgi;
        uwsgi_temp_path HOME/uwsgi;
        scgi_temp_path HOME/scgi;
        include HOME/conf.d/*.conf;
      }
      """;

  private final Path home;
  private final int port;
  private final Process process;

  private Nginx(Path home, int port) {
    this.home = home;
    this.port = port;
    var words =
        List.of(Programs.NGINX.toString(), "-e", "stderr", "-c", home.resolve("main").toString());
    this.process = Commands.start(Account.command(words), home, home.resolve("output"), Map.of());
  }

  /** A port for {@link #start}, which the settings name. */
  public static int port() {
    return Ports.free();
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param settings what lies in {@code conf.d}
   * @param readable files that the settings name
   */
  public static Nginx start(Path folder, int port, String settings, Path... readable) {
    var home = Account.folder(folder, "nginx-" + port);
    try {
      var included = Account.folder(home, "conf.d");
      var _ = Account.own(Files.writeString(included.resolve("holdfast.conf"), settings));
      var main = home.resolve("main");
      var _ = Account.own(Files.writeString(main, MAIN.replace("HOME", home.toString())));
      for (var file : readable) {
        var _ = Account.own(file);
      }
      var nginx = new Nginx(home, port);
      Eventually.happens(() -> "nginx listens:\n" + nginx.log(), PATIENCE, nginx::listens);
      return nginx;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Other settings, by the means of {@code nginx -s reload}; the old workers are gone then. */
  public void reload(String settings) {
    var before = process.descendants().toList();
    try {
      Files.writeString(home.resolve("conf.d/holdfast.conf"), settings);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Signals.send("HUP", process.toHandle());
    Eventually.happens(
        () -> "nginx reloads:\n" + log(),
        PATIENCE,
        () -> before.stream().noneMatch(ProcessHandle::isAlive));
  }

  private boolean listens() {
    if (!process.isAlive()) throw new AssertionError("nginx ended:\n" + log());
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

  /** Its workers end with it. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
