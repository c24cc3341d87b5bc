package dev.holdfast.postgres.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A running {@code postgres}, and the thread that it is tied to: the parent-death signal counts the
 * starting thread as the parent, so a platform thread of its own starts the server, reads what it
 * says and ends after it. The caller may be any thread, also a short-lived or a virtual one.
 */
final class ServerProcess {
  private static final Duration FAST = Duration.ofSeconds(20);
  private static final Duration IMMEDIATE = Duration.ofSeconds(5);

  private final Process process;
  private final boolean heldByStandardInput;
  private final CompletableFuture<Void> ended;

  private ServerProcess(
      Process process, boolean heldByStandardInput, CompletableFuture<Void> ended) {
    this.process = process;
    this.heldByStandardInput = heldByStandardInput;
    this.ended = ended;
  }

  static ServerProcess start(Launch launch, List<String> command, Path folder, ServerLog log) {
    var started = new CompletableFuture<Process>();
    var ended = new CompletableFuture<Void>();
    Thread.ofPlatform()
        .name("embedded-postgres")
        .daemon()
        .start(() -> keep(builder(launch.server(command), folder), log, started, ended));
    try {
      return new ServerProcess(started.join(), launch.isHeldByStandardInput(), ended);
    } catch (CompletionException e) {
      throw new EmbeddedPostgresException("PostgreSQL could not be started: " + e.getCause(), e);
    }
  }

  /**
   * An environment without our secrets, and without a PGDATA or PGPORT of somebody else's server.
   */
  static ProcessBuilder builder(List<String> command, Path folder) {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    return builder;
  }

  boolean isAlive() {
    return process.isAlive() && !ended.isDone();
  }

  /** Done when the server has ended, whoever ended it, and its last words are in the log. */
  CompletableFuture<Void> onEnd() {
    return ended.copy();
  }

  /**
   * Ends the server: rolls open transactions back and writes a checkpoint; after 20 s without one
   * (the next start recovers), after 5 s more by force.
   */
  void stop() {
    if (heldByStandardInput) {
      closeStandardInput(process);
    } else if (process.isAlive()) {
      Tools.signal("INT", process.pid());
    }
    if (!endsWithin(FAST)) {
      process.descendants().forEach(child -> Tools.signal("QUIT", child.pid()));
      Tools.signal("QUIT", process.pid());
    }
    if (!endsWithin(IMMEDIATE)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      var _ = endsWithin(IMMEDIATE);
    }
  }

  private boolean endsWithin(Duration limit) {
    try {
      ended.copy().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }

  private static void keep(
      ProcessBuilder builder,
      ServerLog log,
      CompletableFuture<Process> started,
      CompletableFuture<Void> ended) {
    try {
      var process = builder.start();
      started.complete(process);
      log.drain(process.getInputStream());
      closeStandardInput(process);
      process.onExit().join();
    } catch (IOException e) {
      started.completeExceptionally(e);
    } finally {
      ended.complete(null);
    }
  }

  private static void closeStandardInput(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // Closed already by the other side: what we wanted.
    }
  }
}
