package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.command.Actions;
import dev.holdfast.bootstrap.command.AuditWords;
import dev.holdfast.bootstrap.command.DoctorOptions;
import dev.holdfast.bootstrap.command.ExitCode;
import dev.holdfast.bootstrap.command.ExplainOptions;
import dev.holdfast.bootstrap.log.JsonEventLog;
import dev.holdfast.bootstrap.log.LiveCounters;
import dev.holdfast.bootstrap.log.Logs;
import dev.holdfast.bootstrap.settings.Choices.Role;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.crypto.SecureEntropy;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.platform.Source;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.postgres.Machine;
import dev.holdfast.postgres.Start;
import dev.holdfast.postgres.StatementListener;
import dev.holdfast.postgres.embedded.EmbeddedPostgresException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** The commands over the real parts. */
final class LiveActions implements Actions {
  private final PrintWriter out;
  private final PrintWriter err;

  LiveActions(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public int serve(Configuration configuration) {
    try {
      return new Serving(configuration, err).run();
    } catch (UncheckedIOException unusable) {
      return say("HOLDFAST_DATA_DIR cannot be used: " + unusable.getCause(), ExitCode.FAILED);
    } catch (EmbeddedPostgresException line) {
      return say(String.valueOf(line.getMessage()), ExitCode.FAILED);
    }
  }

  @Override
  public int train() {
    try {
      return new Training(err).run();
    } catch (EmbeddedPostgresException line) {
      return say(String.valueOf(line.getMessage()), ExitCode.FAILED);
    }
  }

  @Override
  public int migrate(Configuration configuration) {
    return prepared(
        configuration,
        parts -> {
          var applied = parts.report().migrations();
          var said =
              applied.isEmpty()
                  ? "The schema is current."
                  : "Applied " + String.join(", ", applied);
          noted(parts.server(), "migrate", () -> said);
          out.println(said);
          return ExitCode.DONE;
        });
  }

  @Override
  public int rewrapSecrets(Configuration configuration) {
    return prepared(
        configuration,
        parts -> {
          var report =
              noted(parts.server(), "secrets rewrap", parts.server().rewrapSecrets()::execute);
          report.resealed().forEach(key -> out.println("Sealed anew: " + key.value()));
          report.notOpened().forEach(key -> out.println("No secret opens: " + key.value()));
          out.println(report.current().size() + " were sealed by the current secret already.");
          return report.notOpened().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
        });
  }

  @Override
  public int replaceKey(Configuration configuration) {
    return prepared(
        configuration,
        parts -> {
          var replaced =
              noted(parts.server(), "keys replace", parts.server().replaceKey()::execute);
          out.println(
              "Made the key %s; it signs from %s."
                  .formatted(replaced.key().value(), replaced.activeFrom()));
          return ExitCode.DONE;
        });
  }

  @Override
  public int exportAudit(Configuration configuration, AuditWords.Export asked) {
    return audit(configuration, audit -> audit.export(asked));
  }

  @Override
  public int verifyAudit(Configuration configuration, AuditWords.Verify asked) {
    return audit(configuration, audit -> audit.verify(asked));
  }

  @Override
  public int trace(Configuration configuration, AuditWords.Trace asked) {
    return audit(configuration, audit -> audit.trace(asked));
  }

  /** Beside a running server; an embedded database that does not run is started for it. */
  private int audit(Configuration configuration, ToIntFunction<AuditActions> work) {
    var secrets = configuration.secretsIfAny();
    if (secrets.isPresent()) {
      Logs.quiet();
      try (var looking = LookingOn.at(configuration, secrets.get()).orElse(null)) {
        if (looking != null) return looked(looking, server -> work.applyAsInt(audit(server)));
      } catch (Unavailable away) {
        return say("Not done: " + away.getMessage(), ExitCode.TRY_LATER);
      }
    }
    return prepared(configuration, parts -> work.applyAsInt(audit(parts.server())));
  }

  private AuditActions audit(Server server) {
    return new AuditActions(server, out, err);
  }

  private int looked(LookingOn looking, ToIntFunction<Server> work) {
    return switch (looking.start()) {
      case Start.Ready(var _) -> work.applyAsInt(looking.server());
      case Start.Waiting(var why) ->
          say("The database cannot be reached now: " + why, ExitCode.TRY_LATER);
      case Start.Wrong(var message, var mend) -> say(message + "\n" + mend, ExitCode.CONFIGURATION);
    };
  }

  /** Does it and writes down that it was done, both or neither. */
  private static <T> T noted(Server server, String command, Supplier<T> work) {
    return server
        .transactions()
        .run(
            () -> {
              T result = work.get();
              var now = server.clock().instant();
              server
                  .audit()
                  .add(List.of(AuditEntry.of(AuditKind.COMMAND_RUN, now).withDetail(command)));
              return result;
            });
  }

  @Override
  public int fingerprint(Configuration configuration, boolean json) {
    Logs.quiet();
    var secrets = configuration.secretsIfAny();
    if (secrets.isEmpty()) return nothingRuns();
    try (var looking = LookingOn.at(configuration, secrets.get()).orElse(null)) {
      if (looking == null) return nothingRuns();
      return looked(
          looking,
          server -> new FingerprintCommand(out, json).run(configuration, secrets.get(), server));
    } catch (Unavailable away) {
      return say("Not done: " + away.getMessage(), ExitCode.TRY_LATER);
    }
  }

  @Override
  public int explain(Configuration configuration, ExplainOptions options) {
    Logs.quiet();
    return new ExplainCommand(System.in, out, err).run(configuration, options);
  }

  @Override
  public int doctor(DoctorOptions options) {
    Logs.quiet();
    return new DoctorCommand(out).run(options);
  }

  private int nothingRuns() {
    return say("No database to look at: the embedded one does not run.", ExitCode.TRY_LATER);
  }

  /** What a command that ends by itself works with. */
  private record Parts(Server server, Start.Report report) {}

  private int prepared(Configuration configuration, ToIntFunction<Parts> work) {
    if (configuration.role() == Role.API) {
      return say("HOLDFAST_ROLE=api has neither database nor secrets", ExitCode.CONFIGURATION);
    }
    return Source.asOperator(() -> connected(configuration, work));
  }

  private int connected(Configuration configuration, ToIntFunction<Parts> work) {
    var counters = new LiveCounters();
    Logs.configureBesideOutput(configuration.logging(), counters);
    try (var closing = new Closing()) {
      closing.then(Logs::flush);
      var secrets = configuration.secrets(new SecureEntropy());
      var machine =
          new Machine(
              ThisProcess.name(),
              InstantSource.system(),
              System::nanoTime,
              new JsonEventLog(counters),
              StatementListener.NONE);
      var database = Databases.open(configuration, machine, closing);
      var server =
          DaggerServer.factory()
              .with(configuration, secrets, database, machine, counters, Observation.NONE);
      closing.then(server.auditUpkeep()::close);
      return switch (database.connect()) {
        case Start.Ready(var report) -> work.applyAsInt(new Parts(server, report));
        case Start.Waiting(var why) ->
            say("The database cannot be reached now: " + why, ExitCode.TRY_LATER);
        case Start.Wrong(var message, var mend) ->
            say(message + "\n" + mend, ExitCode.CONFIGURATION);
      };
    } catch (Unavailable away) {
      return say("Not done: " + away.getMessage(), ExitCode.TRY_LATER);
    } catch (UncheckedIOException unusable) {
      return say("A file cannot be used: " + unusable.getCause(), ExitCode.FAILED);
    } catch (EmbeddedPostgresException line) {
      return say(String.valueOf(line.getMessage()), ExitCode.FAILED);
    } finally {
      out.flush();
    }
  }

  private int say(String line, int exitCode) {
    err.println(line);
    err.flush();
    return exitCode;
  }
}
