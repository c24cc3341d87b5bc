package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The packaged JAR as a process of its own, with production's settings and 256 MiB of heap. It
 * keeps its port over restarts, and its log goes on in one file.
 */
public final class PackagedServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String SECRET = "R7vQ2mXc9LkT4bNw8ZsE1yHu6GdJ3pFa5VtK0oIq";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final Path folder;
  private final Path log;
  private final int port;
  private final List<String> prefix;
  private final Map<String, String> settings;
  private volatile IntFunction<URI> address = port -> URI.create("http://localhost:" + port);
  private @Nullable Process process;

  private PackagedServer(Path folder, List<String> prefix, Map<String, String> settings) {
    this.folder = folder;
    this.port = Ports.free();
    this.log = folder.resolve("server-" + port + ".log");
    this.prefix = List.copyOf(prefix);
    var all = new HashMap<String, String>();
    all.put("HOLDFAST_ENV", "production");
    all.put("HOLDFAST_LISTEN_ADDRESS", "127.0.0.1");
    all.put("HOLDFAST_REASONS", "header");
    all.put("BETTER_AUTH_URL", "http://localhost:" + port);
    all.put("BETTER_AUTH_SECRET", SECRET);
    all.put("PORT", Integer.toString(port));
    all.putAll(settings);
    this.settings = Map.copyOf(all);
  }

  /**
   * Starts it; waits for nothing.
   *
   * @param prefix the words of a command that runs it; none to run it directly
   */
  public static PackagedServer start(
      List<String> prefix, Path folder, Map<String, String> settings) {
    var server = new PackagedServer(folder, prefix, settings);
    server.startAgain();
    return server;
  }

  /** Starts it with the settings and the port of the first time. */
  public void startAgain() {
    var words = new ArrayList<>(prefix);
    words.addAll(Java.command());
    process = Commands.start(words, folder, log, settings);
  }

  public PackagedServer awaitReady() {
    var _ = untilReady();
    return this;
  }

  /** How long it took from now until it takes requests. */
  public Duration untilReady() {
    return Eventually.happens(
        () -> "the server is ready:\n" + lastWords(),
        PATIENCE,
        () -> status("/health/ready") == 200);
  }

  /** How long it took from now until liveness answers. */
  public Duration untilLive() {
    return Eventually.happens(
        () -> "the server lives:\n" + lastWords(), PATIENCE, () -> status("/health/live") == 200);
  }

  /** 0 while nobody answers. */
  public int status(String path) {
    try {
      var request = HttpRequest.newBuilder(base().resolve(path)).timeout(Duration.ofSeconds(10));
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException nobody) {
      return 0;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /** The body of an answer, whatever its status. */
  public String body(String path) {
    try {
      var request = HttpRequest.newBuilder(base().resolve(path)).timeout(Duration.ofSeconds(10));
      return client.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /** Sends JSON; the status. */
  public int post(String path, String body) {
    try {
      var request =
          HttpRequest.newBuilder(base().resolve(path))
              .timeout(Duration.ofSeconds(10))
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body));
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException nobody) {
      return 0;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /** Where it listens. */
  public URI base() {
    return address.apply(port);
  }

  /** It listens in another network, and is reached there. */
  public void reachedAt(IntFunction<URI> elsewhere) {
    address = elsewhere;
  }

  /** The public URL, which its callers name as their origin. */
  public String origin() {
    return String.valueOf(settings.get("BETTER_AUTH_URL"));
  }

  /** kill -9, and until it is gone. */
  public void kill() {
    process().destroyForcibly().onExit().join();
  }

  /** SIGTERM, and no waiting. */
  public void terminate() {
    process().destroy();
  }

  /** The exit code, once it has ended. */
  public int awaitEnd() {
    Eventually.happens(
        () -> "the server ends:\n" + lastWords(), PATIENCE, () -> !process().isAlive());
    return process().exitValue();
  }

  public boolean isAlive() {
    return process().isAlive();
  }

  /** SIGSTOP: the platform freezes it. */
  public void freeze() {
    Signals.send("STOP", process().toHandle());
  }

  /** SIGCONT; returns the moment ({@code nanoTime}). */
  public long thaw() {
    Signals.send("CONT", process().toHandle());
    return System.nanoTime();
  }

  /** Threads of the operating system; virtual ones need none. */
  public int threads() {
    return (int) statusLine("Threads:");
  }

  /** Memory that it holds, in MiB. */
  public int residentMebibytes() {
    return (int) (statusLine("VmRSS:") / 1024);
  }

  /** Open files and sockets. */
  public int handles() {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + process().pid() + "/fd"))) {
      return (int) open.count();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private long statusLine(String name) {
    try (var lines = Files.lines(Path.of("/proc/" + process().pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The end of its log. */
  public String lastWords() {
    var lines = log().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }

  private Process process() {
    if (process == null) throw new IllegalStateException("not started");
    return process;
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      thaw();
      kill();
    }
    client.close();
  }
}
