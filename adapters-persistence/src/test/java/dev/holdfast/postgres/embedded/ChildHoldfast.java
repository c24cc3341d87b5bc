package dev.holdfast.postgres.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program of its own that runs an embedded server until it is killed. Its {@code main} writes the
 * port, or the one line of the refusal, and then waits for the end of its input.
 */
final class ChildHoldfast implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildHoldfast(Process process) {
    this.process = process;
    this.output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
  }

  /** Arguments: data folder, binaries folder, folders of the small tools. */
  public static void main(String[] arguments) throws IOException {
    var tools = Stream.of(arguments).skip(2).map(Path::of).toList();
    try (var server =
        EmbeddedPostgres.start(
            Path.of(arguments[0]),
            Settings.durable().withBinaries(Path.of(arguments[1])),
            tools.isEmpty() ? Tools.OF_THE_SYSTEM : new Tools(tools))) {
      System.out.println(server.port());
      var _ = new InputStreamReader(System.in, StandardCharsets.UTF_8).read();
    } catch (EmbeddedPostgresException e) {
      System.out.println(e.getMessage());
    }
  }

  static ChildHoldfast start(Path data, Path binaries, Path... tools) {
    return start(List.of(), System.getProperty("java.class.path"), data, binaries, tools);
  }

  static ChildHoldfast start(
      List<String> prefix, String classPath, Path data, Path binaries, Path... tools) {
    var command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            ChildHoldfast.class.getName(),
            data.toString(),
            binaries.toString()));
    Stream.of(tools).map(Path::toString).forEach(command::add);
    try {
      return new ChildHoldfast(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first line it writes: ready, or refused. */
  String line() {
    try {
      return String.valueOf(output.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** kill -9, and until it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
