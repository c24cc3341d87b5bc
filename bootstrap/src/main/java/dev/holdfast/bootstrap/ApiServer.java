package dev.holdfast.bootstrap;

import dagger.BindsInstance;
import dagger.Component;
import dev.holdfast.application.token.FetchedKeys;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Uptime;
import dev.holdfast.http.Draining;
import dev.holdfast.http.HttpServer;
import dev.holdfast.http.issuer.KeySetClient;
import jakarta.inject.Singleton;

/** A protected API alone, put together: no database, no secret, no session. */
@Singleton
@Component(modules = ApiModule.class)
interface ApiServer {
  HttpServer http();

  Draining draining();

  FetchedKeys keys();

  KeySetClient issuer();

  /** What is there before anything is put together. */
  @Component.Factory
  interface Factory {
    ApiServer with(
        @BindsInstance Configuration configuration,
        @BindsInstance Uptime uptime,
        @BindsInstance Events events,
        @BindsInstance Counters counters);
  }
}
