package dev.holdfast.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

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
    var line = new java.util.ArrayList<>(List.of(System.getProperty("holdfast.java"), "-jar"));
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
  void await(java.util.function.BooleanSupplier condition) {
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
    var request = HttpRequest.newBuilder(URI.create(origin() + "/api/auth" + path));
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
    process.destroy();
    return awaitEnd();
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
