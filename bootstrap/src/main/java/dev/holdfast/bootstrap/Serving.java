package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.command.ExitCode;
import dev.holdfast.bootstrap.command.Version;
import dev.holdfast.bootstrap.identity.Registration;
import dev.holdfast.bootstrap.log.JsonEventLog;
import dev.holdfast.bootstrap.log.LiveCounters;
import dev.holdfast.bootstrap.log.Logs;
import dev.holdfast.bootstrap.settings.Choices.Role;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.crypto.SecureEntropy;
import dev.holdfast.domain.account.HashForm;
import dev.holdfast.domain.config.Mode;
import dev.holdfast.domain.platform.Deadline;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.http.Draining;
import dev.holdfast.http.HttpServer;
import dev.holdfast.http.HttpServer.CannotListen;
import dev.holdfast.postgres.Machine;
import dev.holdfast.postgres.Start;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The start in its phases, the long time in between, and the end: readiness red, requests drained,
 * the embedded PostgreSQL last. A start that cannot succeed ends with one line and an exit code.
 */
final class Serving {
  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.start");

  private static final Duration LAST_ROWS = Duration.ofSeconds(1);

  private final Configuration configuration;
  private final PrintWriter err;
  private final LiveCounters counters = new LiveCounters();
  private final Closing closing = new Closing();
  private int listeningAt;

  Serving(Configuration configuration, PrintWriter err) {
    this.configuration = configuration;
    this.err = err;
  }

  /** What goes on while requests are taken; the server ends when it returns. */
  @FunctionalInterface
  interface Meanwhile {
    void take(int port) throws InterruptedException;
  }

  /** Returns only where the start failed; a signal ends the process with exit code 0. */
  int run() {
    return run(_ -> new CountDownLatch(1).await());
  }

  /** Returns where the start failed, and when the other is done. */
  int run(Meanwhile meanwhile) {
    var phases = new Phases();
    Logs.configure(configuration.logging(), counters);
    closing.then(Logs::flush);
    var stop = new Thread(this::stop, "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      int failed = configuration.role() == Role.API ? startApi(phases) : start(phases);
      if (failed == ExitCode.DONE) meanwhile.take(listeningAt);
      return failed;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    } finally {
      // A start that failed ends with its own exit code, not with the one of a stop.
      if (Runtime.getRuntime().removeShutdownHook(stop)) closing.close();
    }
  }

  /** No secret, no database: the issuer's keys are all it needs. */
  private int startApi(Phases phases) {
    StartLines.configuration(configuration);
    phases.done("configuration");
    var api = new ApiStart(configuration, counters, closing).begin(phases);
    return listen(api::http, api.draining(), phases);
  }

  private int start(Phases phases) {
    var secrets = configuration.secrets(new SecureEntropy());
    StartLines.configuration(configuration, secrets);
    phases.done("configuration");
    var time = new RunningTime(System::nanoTime, InstantSource.system()).beating();
    closing.then(time::close);
    var events = new JsonEventLog(counters);
    var observation = Observation.of(configuration, counters);
    closing.then(observation::close);
    var machine =
        new Machine(
            ThisProcess.name(), InstantSource.system(), time, events, observation.statements());
    var database = Databases.open(configuration, machine, closing);
    time.whenThawed(database::thawed);
    SuspendSignal.handle(database::release);
    phases.done(configuration.database().isEmbedded() ? "embedded PostgreSQL" : "pool");
    var server =
        DaggerServer.factory()
            .with(configuration, secrets, database, machine, counters, observation);
    closing.then(() -> server.hasher().close());
    closing.then(() -> server.signer().close());
    closing.then(server.auditUpkeep()::close);
    closing.then(() -> flush(server));

    var first = phases.timed("database", database::connect);
    switch (first) {
      case Start.Ready(var report) -> {
        StartLines.database(report);
        StartLines.decided(server.environment());
        int locked = keys(server, secrets);
        if (locked != ExitCode.DONE) return locked;
        server.started().mark();
        phases.done("keys");
      }
      case Start.Waiting(var why) -> {
        LOG.warn("the database cannot be reached, so requests are answered 503: {}", why);
        var waiting =
            new Reconnecting(
                database,
                () -> {
                  StartLines.decided(server.environment());
                  keys(server, secrets);
                  server.started().mark();
                });
        closing.then(waiting::close);
        waiting.start();
      }
      case Start.Wrong(var message, var mend) -> {
        return say(message + "\n" + mend, ExitCode.CONFIGURATION);
      }
    }
    int code = listen(server::http, server.draining(), phases);
    if (code == ExitCode.DONE) register(server);
    return code;
  }

  private int listen(Supplier<HttpServer> routes, Draining draining, Phases phases) {
    var http = phases.timed("routes", routes);
    try {
      listeningAt = http.start();
      closing.then(http::stop);
      closing.then(() -> giveNotice(draining));
      phases.done("listening");
      StartLines.listening(configuration, listeningAt, Version.text());
      return ExitCode.DONE;
    } catch (CannotListen taken) {
      return say(
          taken.getMessage() + ": the port is taken or not allowed; set PORT to another one",
          ExitCode.FAILED);
    }
  }

  /** Refused sign-ins that still wait; who stops the process does not wait long for them. */
  private static void flush(Server server) {
    Deadline.run(LAST_ROWS, System::nanoTime, server.auditQueue()::flush);
  }

  /** Nobody's first request waits for what the other instances say. */
  private void register(Server server) {
    var registration =
        new Registration(
            server.instances(),
            server.instanceStore(),
            server.ownInstance(),
            server.started()::isOver,
            server.database());
    closing.then(registration::close);
    registration.start();
  }

  /** Balancers look at readiness now and then: until they have, requests are taken. */
  private void giveNotice(Draining draining) {
    draining.begin();
    LockSupport.parkNanos(configuration.listening().shutdownNotice().toNanos());
  }

  /** With keys that no secret opens, tokens would fail one by one: better not to start at all. */
  private int keys(Server server, SecretRing secrets) {
    try {
      if (!secrets.previous().isEmpty() && !coexists(server)) server.rewrapSecrets().execute();
      server.keys().refresh();
      var status = server.keys().status();
      if (!status.isLocked()) return ExitCode.DONE;
      var ids = String.join(", ", status.notOpened().stream().map(key -> key.value()).toList());
      var line =
          "BETTER_AUTH_SECRET opens none of the signing keys (table jwks): "
              + ids
              + "\nSet the secret that sealed them, or make a new key with: holdfast keys replace";
      if (configuration.mode() == Mode.PRODUCTION) return say(line, ExitCode.CONFIGURATION);
      LOG.error(line);
    } catch (Unavailable away) {
      LOG.warn("the signing keys could not be read yet: {}", away.getMessage());
    }
    return ExitCode.DONE;
  }

  /** A better-auth beside us may not know the current secret yet (decisions "Rotation order"). */
  private static boolean coexists(Server server) {
    return server.environment().hashForm() == HashForm.SCRYPT;
  }

  /** On SIGTERM and Ctrl-C. Ends the process here, with 0: the signal's own code would be 143. */
  private void stop() {
    LOG.info("stopping");
    closing.close();
    Runtime.getRuntime().halt(ExitCode.DONE);
  }

  private int say(String line, int exitCode) {
    err.println(line);
    err.flush();
    return exitCode;
  }
}
