package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.command.ExitCode;
import dev.holdfast.bootstrap.command.ExplainOptions;
import dev.holdfast.bootstrap.explain.Evidence;
import dev.holdfast.bootstrap.explain.Explanation;
import dev.holdfast.bootstrap.explain.RequestStory;
import dev.holdfast.bootstrap.report.Findings;
import dev.holdfast.bootstrap.report.Verdict;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonObject;
import dev.holdfast.postgres.Start;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Reads what is to be explained, finds out, and prints it. */
final class ExplainCommand {
  private static final int LONGEST_INPUT = 64 * 1024;

  private final InputStream in;
  private final PrintWriter out;
  private final PrintWriter err;

  ExplainCommand(InputStream in, PrintWriter out, PrintWriter err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  int run(Configuration configuration, ExplainOptions options) {
    var findings = new Findings();
    try {
      var request = options.request();
      if (request != null) {
        try (var log = log(options)) {
          new RequestStory(request, findings).read(log);
        }
      } else {
        var text = new String(in.readNBytes(LONGEST_INPUT), StandardCharsets.UTF_8);
        var evidence = Evidence.of(text);
        if (evidence.isEmpty()) {
          return usage("Give the Cookie header or the token on standard input: explain < FILE");
        }
        explain(configuration, evidence.get(), options, findings);
      }
    } catch (IOException unreadable) {
      return usage("What is to be explained cannot be read: " + unreadable);
    }
    print(findings, options);
    if (findings.has(Verdict.FAILED)) return ExitCode.FAILED;
    boolean open = findings.has(Verdict.SKIPPED) && !options.offline();
    return open ? ExitCode.TRY_LATER : ExitCode.DONE;
  }

  private BufferedReader log(ExplainOptions options) throws IOException {
    var file = options.log();
    return file == null
        ? new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
        : Files.newBufferedReader(file);
  }

  private static void explain(
      Configuration configuration, Evidence evidence, ExplainOptions options, Findings findings) {
    var explanation = new Explanation(configuration, findings);
    if (options.offline()) {
      explanation.offline(evidence, "--offline");
      return;
    }
    var secrets = configuration.secretsIfAny();
    try (var looking = secrets.flatMap(ring -> LookingOn.at(configuration, ring)).orElse(null)) {
      if (looking == null) {
        explanation.offline(evidence, "the embedded PostgreSQL does not run");
        return;
      }
      switch (looking.start()) {
        case Start.Ready(var _) -> {
          var server = looking.server();
          explanation.online(
              evidence,
              new Explanation.Stores(
                  server.sessionStore(),
                  server.keyStore(),
                  server.keyVault(),
                  server.environment()));
        }
        case Start.Waiting(var why) -> explanation.offline(evidence, "no answer: " + why);
        case Start.Wrong(var message, var _) -> explanation.offline(evidence, message);
      }
    } catch (Unavailable away) {
      findings.skip("database", "could not be asked: " + away.getMessage(), "");
    }
  }

  private void print(Findings findings, ExplainOptions options) {
    if (options.json()) {
      var verdict = findings.has(Verdict.FAILED) ? "refused" : "taken";
      var object = new JsonObject().put("outcome", verdict).put("steps", findings.json());
      out.println(new String(Json.write(object), StandardCharsets.UTF_8));
    } else {
      findings.lines().forEach(out::println);
    }
    out.flush();
  }

  private int usage(String line) {
    err.println(line);
    err.flush();
    return ExitCode.USAGE;
  }
}
