package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.log.JsonEventLog;
import dev.holdfast.bootstrap.log.LiveCounters;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.postgres.Database;
import dev.holdfast.postgres.Machine;
import dev.holdfast.postgres.Start;
import dev.holdfast.postgres.StatementListener;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The parts over a database that is looked at and not changed: nothing is migrated, no PostgreSQL
 * is started, and a running development server's is used beside it.
 */
final class LookingOn implements AutoCloseable {
  private final Closing closing = new Closing();
  private final Server server;
  private final Start start;

  private LookingOn(Configuration configuration, SecretRing secrets, Database database) {
    closing.then(database::close);
    var counters = new LiveCounters();
    var machine = machine(counters);
    server =
        DaggerServer.factory()
            .with(configuration, secrets, database, machine, counters, Observation.NONE);
    closing.then(() -> server.hasher().close());
    closing.then(() -> server.signer().close());
    start = database.attach();
  }

  /** Empty where there is no database to look at: the embedded one does not run. */
  static Optional<LookingOn> at(Configuration configuration, SecretRing secrets) {
    return Databases.beside(configuration, machine(new LiveCounters()))
        .map(database -> new LookingOn(configuration, secrets, database));
  }

  private static Machine machine(LiveCounters counters) {
    return new Machine(
        ThisProcess.name(),
        InstantSource.system(),
        System::nanoTime,
        new JsonEventLog(counters),
        StatementListener.NONE);
  }

  Server server() {
    return server;
  }

  Start start() {
    return start;
  }

  @Override
  public void close() {
    closing.close();
  }
}
