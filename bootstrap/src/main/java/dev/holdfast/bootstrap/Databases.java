package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.postgres.ConnectionMode;
import dev.holdfast.postgres.ConnectionPlan;
import dev.holdfast.postgres.Database;
import dev.holdfast.postgres.DatabaseSettings;
import dev.holdfast.postgres.DatabaseSettings.Host;
import dev.holdfast.postgres.Machine;
import dev.holdfast.postgres.embedded.EmbeddedPostgres;
import dev.holdfast.postgres.embedded.RunningEmbedded;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens the database that the configuration names; without one, the embedded PostgreSQL. */
final class Databases {
  private Databases() {}

  /** Not connected yet. Called on the main thread: the embedded server's life is tied to it. */
  static Database open(Configuration configuration, Machine machine, Closing closing) {
    var named = configuration.database().url();
    var settings = named == null ? embedded(configuration, closing) : named;
    var owner = named == null ? null : configuration.database().unpooledUrl();
    var database = new Database(plan(settings, configuration.database()), owner, machine);
    closing.then(database::close);
    return database;
  }

  /**
   * For commands that look on: the named database, or the embedded one that another process runs;
   * empty if none does.
   */
  static Optional<Database> beside(Configuration configuration, Machine machine) {
    var named = configuration.database().url();
    var settings =
        named == null
            ? RunningEmbedded.in(configuration.dataFolder()).map(Databases::running)
            : Optional.of(named);
    return settings.map(
        found -> new Database(plan(found, configuration.database()), null, machine));
  }

  private static DatabaseSettings running(RunningEmbedded server) {
    return new DatabaseSettings(
        List.of(new Host(server.host(), server.port())),
        server.database(),
        server.user(),
        server.password(),
        null,
        Map.of("sslmode", "disable"),
        null);
  }

  private static ConnectionPlan plan(DatabaseSettings settings, Configuration.Database configured) {
    var wanted =
        switch (configured.mode()) {
          case AUTO -> null;
          case DIRECT -> ConnectionMode.DIRECT;
          case POOLER -> ConnectionMode.POOLER;
          case SERVERLESS -> ConnectionMode.SERVERLESS;
        };
    return ConnectionPlan.of(settings, wanted, configured.instances(), configured.variables());
  }

  private static DatabaseSettings embedded(Configuration configuration, Closing closing) {
    var server = EmbeddedPostgres.start(configuration.dataFolder());
    closing.then(server::close);
    return new DatabaseSettings(
        List.of(new Host(server.host(), server.port())),
        server.database(),
        server.user(),
        server.password(),
        null,
        // Nothing leaves this machine.
        Map.of("sslmode", "disable"),
        null);
  }
}
