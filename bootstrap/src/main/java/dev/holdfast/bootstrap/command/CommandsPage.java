package dev.holdfast.bootstrap.command;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The reference page of all commands, made from the table. */
public final class CommandsPage {
  private static final String HEAD =
      """
      # Commands

      Made from the table in `bootstrap/.../command/Command.java`; a test compares the two.

      `./holdfast COMMAND`, or `java -jar holdfast.jar COMMAND`. Every command reads the settings of
      [configuration.md](configuration.md) from its environment, knows `--help`, and ends with 64
      where its words are wrong. No command takes a secret, a cookie or a token as an argument:
      arguments show in lists of processes.
      """;

  private CommandsPage() {}

  public static String text() {
    return HEAD
        + Arrays.stream(Command.values()).map(CommandsPage::section).collect(Collectors.joining());
  }

  private static String section(Command command) {
    var options =
        command.options().stream()
            .map(
                option ->
                    "| `%s` | %s |\n"
                        .formatted(
                            (option.name() + " " + option.parameter()).strip(), option.meaning()))
            .collect(Collectors.joining());
    var exits =
        command.exits().stream()
            .map(exit -> "| %d | %s |\n".formatted(exit.code(), exit.meaning()))
            .collect(Collectors.joining());
    var operand = command.operand();
    return "\n## "
        + command.words()
        + "\n\n"
        + command.meaning()
        + "\n\n"
        + (operand == null ? "" : "`%s`: %s.\n\n".formatted(operand.name(), operand.meaning()))
        + (options.isEmpty() ? "" : "| Option | Meaning |\n|---|---|\n" + options + "\n")
        + "| Exit code | Meaning |\n|---|---|\n"
        + exits;
  }
}
