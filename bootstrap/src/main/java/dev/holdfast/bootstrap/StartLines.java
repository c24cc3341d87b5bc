package dev.holdfast.bootstrap;

import dev.holdfast.application.token.FetchedKeys;
import dev.holdfast.bootstrap.settings.Choices.Role;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.bootstrap.settings.Configuration.Report.Line;
import dev.holdfast.bootstrap.settings.Origin;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.config.Mode;
import dev.holdfast.domain.secret.Secret;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.postgres.Start;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the start says of what it read, derived and found. No secret but as a fingerprint. */
final class StartLines {
  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.start");

  private StartLines() {}

  static void configuration(Configuration configuration, SecretRing secrets) {
    settings(configuration);
    LOG.atInfo()
        .addKeyValue("mode", configuration.mode())
        .addKeyValue("secrets", secrets.accepted().stream().map(Secret::toString).toList())
        .log("configuration is valid");
    configuration.report().remarks().forEach(LOG::warn);
  }

  /** Of an instance that needs no secret. */
  static void configuration(Configuration configuration) {
    settings(configuration);
    LOG.atInfo()
        .addKeyValue("mode", configuration.mode())
        .addKeyValue("role", configuration.role())
        .log("configuration is valid");
    configuration.report().remarks().forEach(LOG::warn);
  }

  private static void settings(Configuration configuration) {
    boolean development = configuration.mode() == Mode.DEVELOPMENT;
    var read = configuration.report().read();
    for (var line : read) {
      (development ? LOG.atDebug() : LOG.atInfo())
          .addKeyValue("setting", line.name())
          .addKeyValue("value", line.value())
          .addKeyValue("origin", line.origin())
          .log("setting");
    }
    if (development) inBrief(read);
  }

  /** A person in front of a terminal wants two lines, not forty: what was set, what followed. */
  private static void inBrief(List<Line> read) {
    var set = LOG.atInfo();
    var derived = LOG.atInfo();
    for (var line : read) {
      if (line.origin().equals(Origin.DERIVED.word())) {
        derived = derived.addKeyValue(line.name(), line.value());
      } else if (!line.origin().equals(Origin.DEFAULT.word())) {
        set = set.addKeyValue(line.name(), line.value() + " (" + line.origin() + ")");
      }
    }
    set.log("set:");
    derived.log("derived:");
  }

  static void database(Start.Report report) {
    var found = report.installation();
    LOG.atInfo()
        .addKeyValue("server", report.serverVersion())
        .addKeyValue("tls", report.tls())
        .addKeyValue("pooler", report.plan().pooled())
        .addKeyValue("mode", report.plan().mode() + ": " + report.plan().why())
        .addKeyValue("connections", report.most())
        .addKeyValue("clock_ahead_ms", report.clockAhead().toMillis())
        .addKeyValue("connect_ms", report.connected().toMillis())
        .addKeyValue(
            "round_trip_ms", TimeUnit.NANOSECONDS.toMicros(report.roundTrip().toNanos()) / 1000.0)
        // A database that takes no writes is waited for, so this one does.
        .addKeyValue("read_only", false)
        .addKeyValue("schema", found.schema())
        .addKeyValue("schema_version", found.schemaVersion())
        .addKeyValue("migrations", report.migrations())
        .addKeyValue("better_auth_was_there", found.coexist())
        .log("database answers");
    if (!found.unservedTables().isEmpty()) {
      LOG.atWarn()
          .addKeyValue("tables", found.unservedTables())
          .log("tables of better-auth's plugins are there and not served");
    }
  }

  /** What follows from what the database is, and not from the settings alone. */
  static void decided(Environment environment) {
    var sessions = environment.sessions();
    LOG.atInfo()
        .addKeyValue("password_hash", environment.hashForm())
        .addKeyValue("session_token", sessions.form())
        .addKeyValue(
            "session_end", sessions.maxLifetime().isZero() ? "none" : sessions.maxLifetime())
        .log("HOLDFAST_COEXIST decides how passwords and tokens are kept");
  }

  /** Whose tokens are taken, and whether there is anything to verify them with. */
  static void issuer(Configuration configuration, FetchedKeys.Status status) {
    boolean had = !status.keys().isEmpty();
    var expected = configuration.tokens();
    (had ? LOG.atInfo() : LOG.atWarn())
        .addKeyValue("jwks_url", configuration.jwksUrl())
        .addKeyValue("keys", named(status.keys()))
        .addKeyValue("issuer", expected.issuer())
        .addKeyValue("audience", expected.audience())
        .addKeyValue("leeway", "60s")
        .log(
            had
                ? "the issuer's keys are there"
                : "the issuer's keys could not be fetched yet, so tokens are answered 503: "
                    + status.failure());
  }

  private static List<String> named(Map<KeyId, Algorithm> keys) {
    return keys.entrySet().stream()
        .map(key -> key.getKey().value() + " " + key.getValue().wireName())
        .sorted()
        .toList();
  }

  static void listening(Configuration configuration, int port, String version) {
    boolean api = configuration.role() == Role.API;
    var url = api ? configuration.publicUrl().origin() : configuration.publicUrl().baseUrl();
    LOG.atInfo()
        .addKeyValue("address", configuration.listening().address())
        .addKeyValue("port", port)
        .addKeyValue("version", version)
        .log("Holdfast listens: " + url);
    if (configuration.mode() == Mode.PRODUCTION) return;
    if (!api) LOG.info("data folder: {}", configuration.dataFolder());
    LOG.info("try it: curl {}", url + (api ? "/api/me" : "/ok"));
  }
}
