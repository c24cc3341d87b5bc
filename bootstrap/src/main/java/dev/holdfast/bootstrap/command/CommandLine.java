package dev.holdfast.bootstrap.command;

import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.bootstrap.settings.Configuration.Result.Invalid;
import dev.holdfast.bootstrap.settings.Configuration.Result.Valid;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Turns arguments into one action on a valid configuration. Every mistake in the configuration is
 * printed, one line each, before anything is opened.
 */
public final class CommandLine {
  private final Map<String, String> environment;
  private final Path workingFolder;
  private final Actions actions;
  private final PrintWriter out;
  private final PrintWriter err;

  public CommandLine(
      Map<String, String> environment,
      Path workingFolder,
      Actions actions,
      PrintWriter out,
      PrintWriter err) {
    this.environment = Map.copyOf(environment);
    this.workingFolder = workingFolder;
    this.actions = actions;
    this.out = out;
    this.err = err;
  }

  /** An {@link ExitCode}. */
  public int run(List<String> arguments) {
    // The parser costs a tenth of a second: the usual start does without.
    if (arguments.isEmpty() || arguments.equals(List.of("serve"))) return with(actions::serve);
    var parser = new picocli.CommandLine(commands());
    try {
      return act(parser.parseArgs(arguments.toArray(String[]::new)));
    } catch (ParameterException wrong) {
      err.println(wrong.getMessage());
      err.println(
          "Commands: serve, check, migrate, secrets rewrap, keys replace, audit export, audit"
              + " verify, trace; --help for more");
      err.flush();
      return ExitCode.USAGE;
    }
  }

  private int act(ParseResult parsed) {
    var asked = parsed.asCommandLineList();
    var last = asked.getLast();
    if (last.isUsageHelpRequested()) {
      last.usage(out);
      out.flush();
      return ExitCode.DONE;
    }
    if (last.isVersionHelpRequested()) {
      out.println("holdfast " + Version.text());
      out.flush();
      return ExitCode.DONE;
    }
    return switch (last.getCommandSpec().qualifiedName(" ")) {
      case "holdfast", "holdfast serve" -> with(actions::serve);
      case "holdfast check" -> with(this::report);
      case "holdfast train" -> actions.train();
      case "holdfast migrate" -> with(actions::migrate);
      case "holdfast secrets rewrap" -> with(actions::rewrapSecrets);
      case "holdfast keys replace" -> with(actions::replaceKey);
      case "holdfast audit export" -> with(actions::exportAudit, AuditWords.export(last));
      case "holdfast audit verify" -> with(actions::verifyAudit, AuditWords.verify(last));
      case "holdfast trace" -> with(actions::trace, AuditWords.trace(last));
      default -> throw new ParameterException(last, "This command needs another word");
    };
  }

  /** The words were read before, so that a wrong one is told before anything else. */
  private <W> int with(ToIntBiFunction<Configuration, W> action, W words) {
    return with(configuration -> action.applyAsInt(configuration, words));
  }

  private int with(ToIntFunction<Configuration> action) {
    return switch (Configuration.read(environment, workingFolder)) {
      case Valid(var configuration) -> action.applyAsInt(configuration);
      case Invalid(var problems) -> {
        problems.forEach(err::println);
        err.println(
            problems.size() == 1
                ? "1 setting is wrong; nothing was started."
                : problems.size() + " settings are wrong; nothing was started.");
        err.flush();
        yield ExitCode.CONFIGURATION;
      }
    };
  }

  private int report(Configuration configuration) {
    configuration
        .report()
        .read()
        .forEach(
            line -> out.println(line.name() + "=" + line.value() + " (" + line.origin() + ")"));
    configuration.report().remarks().forEach(remark -> out.println("note: " + remark));
    out.println("The configuration is valid.");
    out.flush();
    return ExitCode.DONE;
  }

  private static CommandSpec commands() {
    return command("An authentication and session server.")
        .name("holdfast")
        .addSubcommand("serve", command("Serves until it is told to stop (the default)."))
        .addSubcommand("check", command("Checks the configuration; opens nothing."))
        .addSubcommand("train", command("Serves itself for some seconds; for -XX:AOTCacheOutput."))
        .addSubcommand("migrate", command("Brings the database schema up and ends."))
        .addSubcommand(
            "secrets",
            command("Secrets of the deployment.")
                .addSubcommand(
                    "rewrap", command("Seals by the current secret what a previous one sealed.")))
        .addSubcommand(
            "keys",
            command("Signing keys.")
                .addSubcommand("replace", command("Makes a new signing key; old ones stay.")))
        .addSubcommand(
            "audit",
            command("The record of what happened.")
                .addSubcommand(
                    "export",
                    AuditWords.export(
                        command("Writes it to standard output, one JSON object a line.")))
                .addSubcommand(
                    "verify",
                    AuditWords.verify(
                        command("Checks that no sealed row was changed, removed or put in."))))
        .addSubcommand(
            "trace",
            AuditWords.trace(
                command("Tells what happened to a user, in a session or by a request.")));
  }

  private static CommandSpec command(String description) {
    var spec = CommandSpec.create().mixinStandardHelpOptions(true);
    spec.usageMessage().description(description);
    return spec;
  }
}
