package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.command.CommandLine;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Where the program begins. How it ends is told by {@code ExitCode}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    var actions = new LiveActions(out, err);
    var line = new CommandLine(System.getenv(), Path.of(""), actions, out, err);
    System.exit(line.run(List.of(arguments)));
  }
}
