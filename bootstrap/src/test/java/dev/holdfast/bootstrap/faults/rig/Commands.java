package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Starts programs. Whatever this JVM started and nobody ended is killed when it ends. */
final class Commands {
  private static final List<Process> STARTED = Collections.synchronizedList(new ArrayList<>());

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Commands::killLeftovers));
  }

  private Commands() {}

  /** Runs a short command as the unprivileged account; its output. */
  static String run(List<String> words) {
    try {
      var process = new ProcessBuilder(Account.command(words)).redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.onExit().join().exitValue();
      if (code != 0) throw new IllegalStateException(words + " ended with " + code + "\n" + output);
      return output;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Starts a program that runs on, its words going to a log. */
  static Process start(List<String> words, Path folder, Path log, Map<String, String> settings) {
    var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(HOLDFAST|BETTER_AUTH|DATABASE|PG).*"));
    builder.environment().putAll(settings);
    try {
      var process = builder.start();
      STARTED.add(process);
      return process;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void killLeftovers() {
    for (var process : STARTED) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
