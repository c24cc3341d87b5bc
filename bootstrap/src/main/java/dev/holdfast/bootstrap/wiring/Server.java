package dev.holdfast.bootstrap.wiring;

import dagger.BindsInstance;
import dagger.Component;
import dev.holdfast.application.token.ReplaceKey;
import dev.holdfast.application.token.RewrapSecrets;
import dev.holdfast.application.token.SigningKeys;
import dev.holdfast.crypto.PermittedHasher;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.http.HttpServer;
import dev.holdfast.postgres.Database;
import jakarta.inject.Singleton;

/** Everything of one deployment, built and connected; nothing runs until it is asked to. */
@Singleton
@Component(
    modules = {
      PlatformModule.class,
      PostgresModule.class,
      CryptoModule.class,
      UseCaseModule.class,
      HttpModule.class
    })
public interface Server {
  Database database();

  Environment environment();

  SigningKeys signingKeys();

  RewrapSecrets rewrapSecrets();

  ReplaceKey replaceKey();

  HttpServer http();

  Started started();

  PermittedHasher hasher();

  /** Builds a server. */
  @Component.Factory
  interface Factory {
    Server with(@BindsInstance Deployment deployment, @BindsInstance Counters counters);
  }
}
