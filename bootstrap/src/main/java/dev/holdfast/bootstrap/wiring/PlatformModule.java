package dev.holdfast.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.holdfast.bootstrap.log.JsonEventLog;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.token.TokenPolicy;
import dev.holdfast.http.Draining;
import dev.holdfast.postgres.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** The surroundings: time, events, and what is known of the deployment. */
@Module
interface PlatformModule {
  @Provides
  static Configuration configuration(Deployment deployment) {
    return deployment.configuration();
  }

  /** Ticks in milliseconds, which is what the reference stores and shows. */
  @Provides
  static InstantSource clock() {
    return Clock.tickMillis(java.time.ZoneOffset.UTC);
  }

  @Provides
  @Singleton
  static Events events(Counters counters) {
    return new JsonEventLog(counters);
  }

  @Provides
  @Singleton
  static LiveEnvironment liveEnvironment(Configuration configuration, Database database) {
    return new LiveEnvironment(configuration, database::installation);
  }

  @Provides
  static Environment environment(LiveEnvironment live) {
    return live;
  }

  @Provides
  static TokenPolicy tokenPolicy(Configuration configuration) {
    return configuration.tokens();
  }

  /** Reads keys beside the requests; it waits for the database, so a virtual thread does. */
  @Provides
  @Singleton
  static Executor background() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }

  @Provides
  @Singleton
  static Started started() {
    return new Started();
  }

  @Provides
  @Singleton
  static Draining draining() {
    return new Draining();
  }
}
