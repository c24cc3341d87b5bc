package dev.holdfast.bootstrap;

import dagger.Module;
import dagger.Provides;
import dev.holdfast.application.account.AddTemporaryUser;
import dev.holdfast.application.account.RemoveTemporaryUser;
import dev.holdfast.application.account.SignUp;
import dev.holdfast.application.instance.MeetInstances;
import dev.holdfast.application.session.CheckSession;
import dev.holdfast.application.session.ListSessions;
import dev.holdfast.application.session.RevokeSession;
import dev.holdfast.application.session.RevokeSessions;
import dev.holdfast.application.session.SignIn;
import dev.holdfast.application.session.SignOut;
import dev.holdfast.application.token.IssueToken;
import dev.holdfast.application.token.PublishKeys;
import dev.holdfast.application.token.SigningKeys;
import dev.holdfast.application.token.VerifyToken;
import dev.holdfast.bootstrap.identity.CookieLine;
import dev.holdfast.bootstrap.identity.ServerFacts;
import dev.holdfast.bootstrap.settings.Choices.Role;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.bootstrap.settings.DoctorToken;
import dev.holdfast.crypto.PermittedHasher;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.instance.Disagreement;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Uptime;
import dev.holdfast.domain.secret.CookieSigner;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.http.ApiRoutes;
import dev.holdfast.http.Devices;
import dev.holdfast.http.Draining;
import dev.holdfast.http.Guard;
import dev.holdfast.http.HttpServer;
import dev.holdfast.http.HttpSettings;
import dev.holdfast.http.Routes;
import dev.holdfast.http.Surroundings;
import dev.holdfast.http.account.AccountHandlers;
import dev.holdfast.http.cookie.CookieAttributes;
import dev.holdfast.http.cookie.CookieReturn;
import dev.holdfast.http.cookie.Credentials;
import dev.holdfast.http.cookie.SessionCookies;
import dev.holdfast.http.health.Check;
import dev.holdfast.http.health.Check.State;
import dev.holdfast.http.health.HealthHandlers;
import dev.holdfast.http.metrics.MetricsHandlers;
import dev.holdfast.http.platform.DoctorHandlers;
import dev.holdfast.http.platform.SuspendHandlers;
import dev.holdfast.http.session.SessionGuard;
import dev.holdfast.http.session.SessionHandlers;
import dev.holdfast.http.session.SessionReader;
import dev.holdfast.http.token.TokenHandlers;
import dev.holdfast.http.token.VerifyHandlers;
import dev.holdfast.postgres.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The wire. */
@Module
interface HttpModule {
  /** A request has 5 s; the whole stop has 10. */
  Duration DRAIN = Duration.ofSeconds(6);

  @Provides
  static HttpSettings settings(Configuration configuration) {
    var listening = configuration.listening();
    return new HttpSettings(
            listening.address(),
            listening.port(),
            configuration.publicUrl(),
            listening.trustedOrigins(),
            listening.trustedProxies(),
            listening.reasonsInHeader(),
            DRAIN)
        .managedOn(configuration.metrics().port());
  }

  @Provides
  static CookieAttributes cookieAttributes(Configuration configuration) {
    return CookieLine.attributes(configuration.cookies());
  }

  @Provides
  @Singleton
  static Credentials credentials(CookieAttributes attributes, CookieSigner signer) {
    return new Credentials(attributes, signer);
  }

  @Provides
  @Singleton
  static SessionCookies sessionCookies(
      CookieAttributes attributes,
      CookieSigner signer,
      Credentials credentials,
      CookieReturn cookieReturn,
      InstantSource clock) {
    return new SessionCookies(attributes, signer, credentials, cookieReturn, clock);
  }

  @Provides
  @Singleton
  static CookieReturn cookieReturn(CookieAttributes attributes, Events events, Uptime uptime) {
    return new CookieReturn(
        attributes,
        events,
        uptime,
        (delay, work) ->
            Thread.ofVirtual()
                .name("cookie-return")
                .start(
                    () -> {
                      LockSupport.parkNanos(delay.toNanos());
                      work.run();
                    }));
  }

  @Provides
  @Singleton
  static SessionReader sessionReader(
      Credentials credentials,
      CheckSession check,
      SessionCookies cookies,
      CookieReturn cookieReturn,
      Events events,
      Counters counters) {
    return new SessionReader(credentials, check, cookies, cookieReturn, events, counters);
  }

  @Provides
  static Guard guard(SessionReader reader, Environment environment, InstantSource clock) {
    return new SessionGuard(reader, environment, clock);
  }

  @Provides
  static Devices devices(InstantSource clock) {
    return new Devices(clock);
  }

  @Provides
  static AccountHandlers accounts(SignUp signUp, SessionCookies cookies, Devices devices) {
    return new AccountHandlers(signUp, cookies, devices);
  }

  @Provides
  static SessionHandlers sessions(
      SignIn signIn,
      SignOut signOut,
      ListSessions list,
      RevokeSession revokeOne,
      RevokeSessions revokeMany,
      IssueToken issueToken,
      SessionReader reader,
      SessionCookies cookies,
      Devices devices) {
    return new SessionHandlers(
        signIn, signOut, list, revokeOne, revokeMany, issueToken, reader, cookies, devices);
  }

  @Provides
  static TokenHandlers tokens(IssueToken issueToken, PublishKeys publishKeys) {
    return new TokenHandlers(issueToken, publishKeys);
  }

  @Provides
  @Singleton
  static Draining draining() {
    return new Draining();
  }

  @Provides
  static HealthHandlers health(
      Database database,
      SigningKeys keys,
      MeetInstances instances,
      Started started,
      Draining draining,
      Counters counters) {
    var checks =
        List.of(
            new Check("database", () -> writable(database)),
            Check.of("clock", () -> database.clockCorrection().isZero() ? State.OK : State.WARNING),
            // Sessions go on without a key; only tokens do not.
            Check.of("signing_keys", () -> keys.status().isLocked() ? State.WARNING : State.OK),
            new Check("instances", () -> agreement(instances.disagreements())));
    return new HealthHandlers(checks, started::isOver, draining, counters);
  }

  /** By the names of the values alone: readiness is open to anybody. */
  private static Check.Result agreement(List<Disagreement> disagreements) {
    var values =
        disagreements.stream()
            .map(one -> one.difference().value())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return new Check.Result(
        values.isEmpty() ? State.OK : State.WARNING,
        Duration.ZERO,
        values.isEmpty() ? "" : values + " differs between instances");
  }

  private static Check.Result writable(Database database) {
    return database
        .takesWrites()
        .map(age -> new Check.Result(State.OK, age))
        .orElse(new Check.Result(State.BAD, Duration.ZERO));
  }

  @Provides
  static SuspendHandlers suspend(Configuration configuration, Database database) {
    return new SuspendHandlers(configuration.listening().suspendToken(), database::release);
  }

  /** Empty where nobody may fetch any: then there is no such route. */
  @Provides
  @Singleton
  static Optional<MetricsHandlers> metrics(
      Configuration configuration,
      Observation observation,
      Database database,
      PermittedHasher hasher,
      SigningKeys keys) {
    var metrics = observation.metrics();
    if (metrics == null) return Optional.empty();
    metrics.watch(database);
    metrics.watch(hasher);
    metrics.watch(keys);
    return Optional.of(new MetricsHandlers(configuration.metrics().token(), metrics::text));
  }

  @Provides
  static VerifyHandlers verify(VerifyToken verifyToken, Events events) {
    return new VerifyHandlers(verifyToken, events);
  }

  @Provides
  static DoctorHandlers doctor(
      Configuration configuration,
      SecretRing secrets,
      MeetInstances instances,
      InstantSource clock,
      AddTemporaryUser add,
      RemoveTemporaryUser remove) {
    var facts = new ServerFacts(configuration, instances, clock);
    var token = DoctorToken.of(configuration, secrets).orElse(null);
    return new DoctorHandlers(token, facts::json, add, remove);
  }

  @Provides
  static Routes routes(
      Configuration configuration,
      AccountHandlers accounts,
      SessionHandlers sessions,
      TokenHandlers tokens,
      VerifyHandlers verify,
      HealthHandlers health,
      SuspendHandlers suspend,
      DoctorHandlers doctor,
      Optional<MetricsHandlers> metrics) {
    var rows = new ArrayList<>(ApiRoutes.of(accounts, sessions, tokens));
    if (configuration.role() == Role.ALL) rows.addAll(verify.routes());
    rows.addAll(health.routes());
    rows.add(suspend.route());
    rows.addAll(doctor.routes());
    metrics.ifPresent(handlers -> rows.add(handlers.route()));
    return new Routes(configuration.publicUrl().basePath(), rows);
  }

  @Provides
  @Singleton
  static HttpServer server(
      HttpSettings settings,
      Routes routes,
      Guard guard,
      SessionCookies cookies,
      Draining draining,
      Entropy entropy,
      InstantSource clock,
      Uptime uptime,
      Events events,
      Counters counters,
      Observation observation) {
    var surroundings =
        new Surroundings(
            entropy, clock, uptime, events, counters, observation.requests(), observation.tracer());
    return new HttpServer(settings, routes, guard, cookies::deletions, draining, surroundings);
  }
}
