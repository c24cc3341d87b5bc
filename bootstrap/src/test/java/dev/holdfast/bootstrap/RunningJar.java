package dev.holdfast.bootstrap;

import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The packaged JAR as a process of its own, as people run it. */
final class RunningJar implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path log;
  private final int port;
  private final Process process;

  /** With these settings, in this folder; the port is a free one. */
  RunningJar(Path folder, Map<String, String> settings, String... command) {
    port = freePort();
    log = folder.resolve("log-" + port);
    var line = new ArrayList<>(List.of(System.getProperty("holdfast.java")));
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar"));
    line.add(System.getProperty("holdfast.jar"));
    line.addAll(List.of(command));
    var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    var environment = new HashMap<>(settings);
    environment.putIfAbsent("PORT", Integer.toString(port));
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(HOLDFAST|BETTER_AUTH|DATABASE)_.*"));
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  RunningJar awaitReady() {
    await(() -> status("/health/ready") == 200);
    return this;
  }

  /** Waits for a condition; fails with the log when it does not come. */
  void await(BooleanSupplier condition) {
    var deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) throw new AssertionError("not within time:\n" + log());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  int port() {
    return port;
  }

  /** 0 while nobody answers. */
  int status(String path) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(origin() + path)).timeout(Duration.ofSeconds(10));
      return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    } catch (IOException notYet) {
      return 0;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  HttpResponse<String> get(String path, String... headers) {
    return at("/api/auth" + path, headers);
  }

  /** The same, for a path from the root. */
  HttpResponse<String> at(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(origin() + path));
    if (headers.length > 0) request.headers(headers);
    return send(request);
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(origin() + "/api/auth" + path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) request.headers(headers);
    return send(request);
  }

  /** {@code POST /internal/suspend} with this token; the status. */
  int suspend(String token) {
    return send(HttpRequest.newBuilder(URI.create(origin() + "/internal/suspend"))
            .header("authorization", "Bearer " + token)
            .POST(BodyPublishers.noBody()))
        .statusCode();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(Duration.ofSeconds(15)).build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  String origin() {
    return "http://localhost:" + port;
  }

  /** SIGTERM; the exit code. */
  int stop() {
    terminate();
    return awaitEnd();
  }

  /** SIGTERM, and no waiting. */
  void terminate() {
    process.destroy();
  }

  /** kill -9, and until it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** One of the signals that the operating system knows by this name. */
  void signal(String name) {
    try {
      var words = List.of("/bin/sh", "-c", "kill -%s %d".formatted(name, process.pid()));
      new ProcessBuilder(words).inheritIO().start().onExit().join();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Every process that it started, and that those started. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  int awaitEnd() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) throw new AssertionError("runs on:\n" + log());
      return process.exitValue();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The log, where it is written as JSON: one object for each line. */
  List<Line> lines() {
    return log().lines().map(Line::read).toList();
  }

  /** One event of the log. */
  record Line(JsonValue.Obj members) {
    static Line read(String text) {
      return new Line((JsonValue.Obj) Json.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A member that is a text; empty if it is none. */
    String text(String name) {
      return members.member(name).orElse(null) instanceof JsonValue.Text(var value) ? value : "";
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) stop();
    client.close();
  }
}
