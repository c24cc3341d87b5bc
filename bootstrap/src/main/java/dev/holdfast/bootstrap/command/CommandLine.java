package dev.holdfast.bootstrap.command;

import dev.holdfast.bootstrap.check.CheckReport;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.bootstrap.settings.Configuration.Result.Invalid;
import dev.holdfast.bootstrap.settings.Configuration.Result.Valid;
import dev.holdfast.bootstrap.settings.DoctorToken;
import dev.holdfast.bootstrap.settings.Problem;
import dev.holdfast.domain.InvalidValue;
import dev.holdfast.domain.config.PublicUrl;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonObject;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
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
          Arrays.stream(Command.values())
              .map(Command::words)
              .collect(Collectors.joining(", ", "Commands: ", "; --help for more")));
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
    return Arrays.stream(Command.values())
        .filter(one -> ("holdfast " + one.words()).equals(last.getCommandSpec().qualifiedName(" ")))
        .findFirst()
        .or(() -> asked.size() == 1 ? Optional.of(Command.SERVE) : Optional.empty())
        .map(command -> run(command, last))
        .orElseThrow(() -> new ParameterException(last, "This command needs another word"));
  }

  private int run(Command command, picocli.CommandLine asked) {
    var given = new Given(asked.getParseResult());
    return switch (command) {
      case SERVE -> with(actions::serve);
      case CHECK -> check(given);
      case MIGRATE -> with(actions::migrate);
      case SECRETS_REWRAP -> with(actions::rewrapSecrets);
      case KEYS_REPLACE -> with(actions::replaceKey);
      case EXPLAIN -> with(configuration -> actions.explain(configuration, explain(given)));
      case DOCTOR -> doctor(given);
      case FINGERPRINT ->
          with(configuration -> actions.fingerprint(configuration, given.has("--json")));
      case TRAIN -> actions.train();
      case AUDIT_EXPORT -> with(actions::exportAudit, AuditWords.export(asked));
      case AUDIT_VERIFY -> with(actions::verifyAudit, AuditWords.verify(asked));
      case TRACE -> with(actions::trace, AuditWords.trace(asked));
    };
  }

  /** The words were read before, so that a wrong one is told before anything else. */
  private <W> int with(ToIntBiFunction<Configuration, W> action, W words) {
    return with(configuration -> action.applyAsInt(configuration, words));
  }

  private int with(ToIntFunction<Configuration> action) {
    return switch (Configuration.read(environment, workingFolder)) {
      case Valid(var configuration) -> action.applyAsInt(configuration);
      case Invalid(var problems) -> refused(problems);
    };
  }

  private int refused(List<Problem> problems) {
    problems.forEach(err::println);
    err.println(
        problems.size() == 1
            ? "1 setting is wrong; nothing was started."
            : problems.size() + " settings are wrong; nothing was started.");
    err.flush();
    return ExitCode.CONFIGURATION;
  }

  /** Runs where it likes: no other setting of the server has to be here. */
  private int doctor(Given given) {
    var url = given.value("--url");
    if (url == null) url = environment.get("BETTER_AUTH_URL");
    var api = given.value("--api");
    try {
      if (url == null) throw new IllegalArgumentException("--url is missing: https://...");
      var _ = PublicUrl.parse(url);
      return actions.doctor(
          new DoctorOptions(
              URI.create(url),
              api == null ? null : URI.create(PublicUrl.parse(api).origin()),
              DoctorToken.given(environment, workingFolder).orElse(null),
              given.has("--json")));
    } catch (InvalidValue | IllegalArgumentException wrong) {
      err.println("doctor: " + wrong.getMessage());
      err.flush();
      return ExitCode.USAGE;
    }
  }

  private static ExplainOptions explain(Given given) {
    var log = given.value("--log");
    return new ExplainOptions(
        given.value("--request"),
        log == null ? null : Path.of(log),
        given.has("--offline"),
        given.has("--json"));
  }

  private int check(Given given) {
    return switch (Configuration.read(environment, workingFolder)) {
      case Valid(var configuration) -> report(new CheckReport(configuration), given);
      case Invalid(var problems) -> {
        if (!given.has("--json")) yield refused(problems);
        json(new JsonObject().put("valid", false).put("problems", problems));
        yield ExitCode.CONFIGURATION;
      }
    };
  }

  private int report(CheckReport report, Given given) {
    if (given.has("--json")) {
      json(report.json());
    } else {
      report.lines().forEach(out::println);
      out.println("The configuration is valid.");
      out.flush();
    }
    boolean fails = given.has("--strict") && !report.warnings().isEmpty();
    return fails ? ExitCode.FAILED : ExitCode.DONE;
  }

  private void json(JsonObject object) {
    out.println(new String(Json.write(object), StandardCharsets.UTF_8));
    out.flush();
  }

  /** What was given beside a command's words. */
  private record Given(ParseResult parsed) {
    boolean has(String option) {
      return parsed.hasMatchedOption(option);
    }

    @Nullable String value(String option) {
      return parsed.matchedOptionValue(option, (String) null);
    }
  }

  private static CommandSpec commands() {
    var root = command("An authentication and session server.").name("holdfast");
    var groups = new LinkedHashMap<String, CommandSpec>();
    for (var command : Command.values()) {
      var words = command.words().split(" ", 2);
      if (words.length == 1) {
        root.addSubcommand(words[0], specification(command));
      } else {
        groups
            .computeIfAbsent(words[0], name -> command("With another word: see --help."))
            .addSubcommand(words[1], specification(command));
      }
    }
    groups.forEach(root::addSubcommand);
    return root;
  }

  private static CommandSpec specification(Command command) {
    var spec = command(command.meaning());
    for (var option : command.options()) {
      var built = OptionSpec.builder(option.name()).description(option.meaning());
      spec.addOption(
          option.takesValue()
              ? built.paramLabel(option.parameter()).type(String.class).build()
              : built.type(boolean.class).build());
    }
    var operand = command.operand();
    if (operand != null) {
      spec.addPositional(
          PositionalParamSpec.builder()
              .paramLabel(operand.name())
              .description(operand.meaning())
              .arity("1")
              .type(String.class)
              .build());
    }
    var codes = new LinkedHashMap<String, String>();
    command.exits().forEach(exit -> codes.put(Integer.toString(exit.code()), exit.meaning()));
    codes.put(Integer.toString(ExitCode.USAGE), "the command line is wrong");
    spec.usageMessage().exitCodeListHeading("Exit codes:%n").exitCodeList(codes);
    return spec;
  }

  private static CommandSpec command(String description) {
    var spec = CommandSpec.create().mixinStandardHelpOptions(true);
    spec.usageMessage().description(description);
    return spec;
  }
}
