package dev.holdfast.bootstrap;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dev.holdfast.application.token.FetchedKeys;
import dev.holdfast.application.token.VerifyToken;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.crypto.JwtVerifier;
import dev.holdfast.crypto.SecureEntropy;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Uptime;
import dev.holdfast.domain.token.IssuerKeys;
import dev.holdfast.domain.token.TokenExpectation;
import dev.holdfast.domain.token.TokenVerifier;
import dev.holdfast.domain.token.TrustedKeys;
import dev.holdfast.http.Draining;
import dev.holdfast.http.HttpServer;
import dev.holdfast.http.Routes;
import dev.holdfast.http.Surroundings;
import dev.holdfast.http.health.Check;
import dev.holdfast.http.health.Check.State;
import dev.holdfast.http.health.HealthHandlers;
import dev.holdfast.http.issuer.KeySetClient;
import dev.holdfast.http.token.VerifyHandlers;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The parts of a protected API. */
@Module
interface ApiModule {
  @Provides
  @Singleton
  static KeySetClient issuer(Configuration configuration) {
    return new KeySetClient(URI.create(configuration.jwksUrl()));
  }

  @Binds
  IssuerKeys issuerKeys(KeySetClient client);

  @Provides
  @Singleton
  static TokenVerifier verifier(Configuration configuration) {
    return new JwtVerifier(TokenExpectation.of(configuration.tokens()), InstantSource.system());
  }

  @Provides
  @Singleton
  static FetchedKeys fetchedKeys(IssuerKeys issuer, TokenVerifier verifier, Events events) {
    return new FetchedKeys(
        issuer, verifier, events, InstantSource.system(), PlatformModule.background());
  }

  @Binds
  TrustedKeys trustedKeys(FetchedKeys keys);

  @Provides
  static VerifyToken verifyToken(TrustedKeys keys, TokenVerifier verifier, Events events) {
    return new VerifyToken(keys, verifier, events);
  }

  @Provides
  @Singleton
  static Draining draining() {
    return new Draining();
  }

  /** Started from the beginning: an issuer that is away makes it unready, and no restart helps. */
  @Provides
  static HealthHandlers health(FetchedKeys keys, Draining draining, Counters counters) {
    var check = new Check("issuer_keys", () -> result(keys.status()));
    return new HealthHandlers(List.of(check), () -> true, draining, counters);
  }

  private static Check.Result result(FetchedKeys.Status status) {
    if (status.keys().isEmpty()) return new Check.Result(State.BAD, status.age());
    return new Check.Result(status.failure() == null ? State.OK : State.WARNING, status.age());
  }

  @Provides
  @Singleton
  static HttpServer server(
      Configuration configuration,
      VerifyToken verifyToken,
      HealthHandlers health,
      Draining draining,
      Uptime uptime,
      Events events) {
    var settings = HttpModule.settings(configuration);
    var rows = new ArrayList<>(new VerifyHandlers(verifyToken, events).routes());
    rows.addAll(health.routes());
    return new HttpServer(
        settings,
        new Routes(settings.publicUrl().basePath(), rows),
        (exchange, access) -> {
          throw new IllegalStateException("no route here needs a session");
        },
        exchange -> List.of(),
        draining,
        new Surroundings(new SecureEntropy(), InstantSource.system(), uptime, events));
  }
}
