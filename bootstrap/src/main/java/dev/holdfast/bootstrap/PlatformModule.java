package dev.holdfast.bootstrap;

import dagger.Module;
import dagger.Provides;
import dev.holdfast.application.audit.AuditUpkeep;
import dev.holdfast.application.audit.AuditedEvents;
import dev.holdfast.application.token.SigningKeys;
import dev.holdfast.bootstrap.LiveEnvironment.Adoption;
import dev.holdfast.bootstrap.identity.OwnInstance;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.crypto.SecureEntropy;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Uptime;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.TokenPolicy;
import dev.holdfast.postgres.Database;
import dev.holdfast.postgres.Machine;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Time, chance, events and what the deployment decided. */
@Module
interface PlatformModule {
  /**
   * Follows the database's clock where this machine's is far from it. Ticks in milliseconds, which
   * is what the reference stores and shows.
   */
  @Provides
  @Singleton
  static InstantSource clock(Machine machine, Database database) {
    return () -> {
      var now = machine.clock().instant().plus(database.clockCorrection());
      return now.truncatedTo(ChronoUnit.MILLIS);
    };
  }

  @Provides
  static Uptime uptime(Machine machine) {
    return machine.uptime();
  }

  @Provides
  @Singleton
  static Entropy entropy() {
    return new SecureEntropy();
  }

  @Provides
  static Events events(Machine machine, AuditUpkeep upkeep) {
    return new AuditedEvents(machine.events(), upkeep);
  }

  @Provides
  @Singleton
  static Environment environment(Configuration configuration, Database database) {
    return new LiveEnvironment(
        configuration,
        () -> {
          var found = database.installation();
          return new Adoption(found.coexist(), found.adoptedAt());
        });
  }

  @Provides
  static TokenPolicy tokens(Configuration configuration) {
    return configuration.tokens();
  }

  @Provides
  @Singleton
  static OwnInstance ownInstance(
      Configuration configuration,
      SecretRing secrets,
      SigningKeys keys,
      Database database,
      Entropy entropy,
      InstantSource clock) {
    Supplier<List<String>> opened =
        () -> keys.status().usable().stream().map(KeyId::value).toList();
    return new OwnInstance(configuration, secrets, opened, database::clockAhead, entropy, clock);
  }

  @Provides
  @Singleton
  static Started started() {
    return new Started();
  }

  /** For what a request starts and does not wait for. */
  @Provides
  @Singleton
  static Executor background() {
    return task -> Thread.ofVirtual().name("background").start(task);
  }
}
