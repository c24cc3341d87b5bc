package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.domain.config.Mode;
import dev.holdfast.domain.secret.Secret;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.postgres.Start;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the start says of what it read, derived and found. No secret but as a fingerprint. */
final class StartLines {
  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.start");

  private StartLines() {}

  static void configuration(Configuration configuration, SecretRing secrets) {
    boolean development = configuration.mode() == Mode.DEVELOPMENT;
    for (var line : configuration.report().read()) {
      // A person in front of a terminal wants three lines, not thirty.
      (development ? LOG.atDebug() : LOG.atInfo())
          .addKeyValue("setting", line.name())
          .addKeyValue("value", line.value())
          .addKeyValue("origin", line.origin())
          .log("setting");
    }
    LOG.atInfo()
        .addKeyValue("mode", configuration.mode())
        .addKeyValue("secrets", secrets.accepted().stream().map(Secret::toString).toList())
        .log("configuration is valid");
    configuration.report().remarks().forEach(LOG::warn);
  }

  static void database(Start.Report report) {
    var found = report.installation();
    LOG.atInfo()
        .addKeyValue("server", report.serverVersion())
        .addKeyValue("tls", report.tls())
        .addKeyValue("pooler", report.pooler())
        .addKeyValue("connect_ms", report.connected().toMillis())
        .addKeyValue(
            "round_trip_ms", TimeUnit.NANOSECONDS.toMicros(report.roundTrip().toNanos()) / 1000.0)
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

  static void listening(Configuration configuration, int port, String version) {
    LOG.atInfo()
        .addKeyValue("address", configuration.listening().address())
        .addKeyValue("port", port)
        .addKeyValue("version", version)
        .log("Holdfast listens: " + configuration.publicUrl().baseUrl());
    if (configuration.mode() == Mode.PRODUCTION) return;
    LOG.info("data folder: {}", configuration.dataFolder());
    LOG.info("try it: curl {}/ok", configuration.publicUrl().baseUrl());
  }
}
