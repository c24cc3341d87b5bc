package dev.holdfast.bootstrap.explain;

import dev.holdfast.bootstrap.identity.CookieLine;
import dev.holdfast.bootstrap.report.Findings;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.crypto.HmacCookieSigner;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyStore;
import dev.holdfast.domain.token.KeyVault;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.http.cookie.Credentials;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Walks the steps with what there is: the settings alone, or the database as well. */
public final class Explanation {
  private static final String DATABASE = "database";

  private final Configuration configuration;
  private final Findings findings;
  private final InstantSource clock = InstantSource.system();

  public Explanation(Configuration configuration, Findings findings) {
    this.configuration = configuration;
    this.findings = findings;
  }

  /** What of the database is looked at. */
  public record Stores(
      SessionStore sessions, KeyStore keys, KeyVault vault, Environment environment) {}

  /** By the settings alone; what would need the database is said not to have been looked at. */
  public void offline(Evidence evidence, String why) {
    switch (evidence) {
      case Evidence.Cookies(var header) ->
          walk().flatMap(steps -> steps.cookies(header)).ifPresent(token -> notLookedAt(why));
      case Evidence.SessionBearer(var text) ->
          walk().flatMap(steps -> steps.bearer(text)).ifPresent(token -> notLookedAt(why));
      case Evidence.AccessToken(var text) ->
          tokens().take(text, null, "the keys were not looked at: " + why);
    }
  }

  public void online(Evidence evidence, Stores stores) {
    switch (evidence) {
      case Evidence.Cookies(var header) ->
          walk().flatMap(steps -> steps.cookies(header)).ifPresent(token -> session(token, stores));
      case Evidence.SessionBearer(var text) ->
          walk().flatMap(steps -> steps.bearer(text)).ifPresent(token -> session(token, stores));
      case Evidence.AccessToken(var text) -> tokens().take(text, published(stores), "");
    }
  }

  private void notLookedAt(String why) {
    findings.skip(DATABASE, "not looked at: " + why, "run it where DATABASE_URL can be reached");
  }

  private void session(SessionToken token, Stores stores) {
    new SessionWalk(stores.sessions(), stores.environment(), clock, findings).take(token);
  }

  /** Read past the server's keyring, which would make a key where there is none. */
  private List<PublicJwk> published(Stores stores) {
    var now = clock.instant();
    Algorithm configured = configuration.tokens().algorithm();
    return stores.keys().all().stream()
        .filter(key -> key.isPublished(now))
        .map(key -> stores.vault().publicJwk(key, configured))
        .toList();
  }

  private TokenWalk tokens() {
    return new TokenWalk(configuration.tokens(), clock, findings);
  }

  private Optional<CookieWalk> walk() {
    var attributes = CookieLine.attributes(configuration.cookies());
    var secrets = configuration.secretsIfAny();
    if (secrets.isEmpty()) {
      findings.skip(
          "secrets", "none is set, and no earlier start kept one here", "set BETTER_AUTH_SECRET");
    }
    return secrets.map(
        ring ->
            new CookieWalk(
                new Credentials(attributes, new HmacCookieSigner(ring)), attributes, findings));
  }
}
