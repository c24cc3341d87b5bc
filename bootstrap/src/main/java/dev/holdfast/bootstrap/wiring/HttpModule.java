package dev.holdfast.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.holdfast.application.account.SignUp;
import dev.holdfast.application.session.CheckSession;
import dev.holdfast.application.session.ListSessions;
import dev.holdfast.application.session.RevokeSession;
import dev.holdfast.application.session.RevokeSessions;
import dev.holdfast.application.session.SignIn;
import dev.holdfast.application.session.SignOut;
import dev.holdfast.application.token.IssueToken;
import dev.holdfast.application.token.PublishKeys;
import dev.holdfast.application.token.SigningKeys;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.secret.CookieSigner;
import dev.holdfast.http.ApiRoutes;
import dev.holdfast.http.Devices;
import dev.holdfast.http.Draining;
import dev.holdfast.http.HttpServer;
import dev.holdfast.http.HttpSettings;
import dev.holdfast.http.Routes;
import dev.holdfast.http.account.AccountHandlers;
import dev.holdfast.http.cookie.CookieAttributes;
import dev.holdfast.http.cookie.Credentials;
import dev.holdfast.http.cookie.SessionCookies;
import dev.holdfast.http.health.Check;
import dev.holdfast.http.health.HealthHandlers;
import dev.holdfast.http.session.SessionGuard;
import dev.holdfast.http.session.SessionHandlers;
import dev.holdfast.http.session.SessionReader;
import dev.holdfast.http.token.TokenHandlers;
import dev.holdfast.postgres.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The API over HTTP: cookies, guard, handlers, routes, health. */
@Module
interface HttpModule {
  /** Within the ten seconds that platforms wait between asking and killing. */
  Duration DRAIN = Duration.ofSeconds(7);

  @Provides
  static HttpSettings httpSettings(Configuration configuration) {
    var listening = configuration.listening();
    return new HttpSettings(
        listening.address(),
        listening.port(),
        configuration.publicUrl(),
        listening.trustedOrigins(),
        listening.trustedProxies(),
        listening.reasonsInHeader(),
        DRAIN);
  }

  @Provides
  static CookieAttributes cookieAttributes(Configuration configuration) {
    var cookies = configuration.cookies();
    return new CookieAttributes(
        cookies.prefix(),
        cookies.secure(),
        CookieAttributes.SameSite.valueOf(cookies.sameSite().name()),
        cookies.domain());
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
      InstantSource clock) {
    return new SessionCookies(attributes, signer, credentials, clock);
  }

  @Provides
  static SessionReader sessionReader(
      Credentials credentials, CheckSession checkSession, SessionCookies cookies, Events events) {
    return new SessionReader(credentials, checkSession, cookies, events);
  }

  @Provides
  static Devices devices(InstantSource clock) {
    return new Devices(clock);
  }

  @Provides
  static AccountHandlers accountHandlers(SignUp signUp, SessionCookies cookies, Devices devices) {
    return new AccountHandlers(signUp, cookies, devices);
  }

  @Provides
  static SessionHandlers sessionHandlers(
      SignIn signIn,
      SignOut signOut,
      ListSessions list,
      RevokeSession revoke,
      RevokeSessions revokeAll,
      IssueToken issueToken,
      SessionReader reader,
      SessionCookies cookies,
      Devices devices) {
    return new SessionHandlers(
        signIn, signOut, list, revoke, revokeAll, issueToken, reader, cookies, devices);
  }

  @Provides
  static TokenHandlers tokenHandlers(IssueToken issueToken, PublishKeys publishKeys) {
    return new TokenHandlers(issueToken, publishKeys);
  }

  @Provides
  static HealthHandlers healthHandlers(
      Database database, SigningKeys keys, Started started, Draining draining, Counters counters) {
    var checks =
        List.of(
            new Check("database", () -> database.takesWrites() ? Check.State.OK : Check.State.BAD),
            new Check(
                "signing_keys",
                () -> keys.status().isLocked() ? Check.State.WARNING : Check.State.OK));
    return new HealthHandlers(checks, started::isOver, draining, counters);
  }

  @Provides
  static Routes routes(
      Configuration configuration,
      AccountHandlers accounts,
      SessionHandlers sessions,
      TokenHandlers tokens,
      HealthHandlers health) {
    var rows =
        Stream.concat(ApiRoutes.of(accounts, sessions, tokens).stream(), health.routes().stream())
            .toList();
    return new Routes(configuration.publicUrl().basePath(), rows);
  }

  @Provides
  @Singleton
  static HttpServer httpServer(
      HttpSettings settings,
      Routes routes,
      SessionReader reader,
      Environment environment,
      InstantSource clock,
      SessionCookies cookies,
      Draining draining,
      Entropy entropy,
      Events events) {
    return new HttpServer(
        settings,
        routes,
        new SessionGuard(reader, environment, clock),
        cookies::deletions,
        draining,
        entropy,
        events);
  }
}
