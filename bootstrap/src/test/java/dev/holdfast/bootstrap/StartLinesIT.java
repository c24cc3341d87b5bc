package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the start says, to a machine and to a person. */
final class StartLinesIT {
  private static final String SECRET = "7Vb1xQe9Zt4Kp0Ls8Rm2Wn6Yc3Ud5Fg1";

  @TempDir Path folder;

  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void a_database_and_a_secret_are_set() {
    settings.put("DATABASE_URL", TestPostgres.freshDatabase().uri());
    settings.put("BETTER_AUTH_SECRET", SECRET);
  }

  @Test
  void in_production_every_setting_phase_and_finding_is_an_event_of_its_own() {
    settings.put("BETTER_AUTH_URL", "http://localhost:3999");
    try (var jar = new RunningJar(folder, settings).awaitReady()) {
      assertSetting(jar, "BETTER_AUTH_URL", "http://localhost:3999", "environment");
      assertSetting(jar, "BETTER_AUTH_ISSUER", "http://localhost:3999", "derived");
      assertSetting(jar, "BETTER_AUTH_JWKS_URL", "http://localhost:3999/api/auth/jwks", "derived");
      assertSetting(jar, "HOLDFAST_SESSION_EXPIRES_IN", "7d", "default");
      assertSetting(jar, "DATABASE_URL", "[hidden]", "environment");
      assertThat(jar.lines())
          .filteredOn(line -> line.members().member("duration_ms").isPresent())
          .extracting(line -> line.text("phase"))
          .startsWith("configuration", "pool", "database", "keys", "routes", "listening");
      assertThat(jar.lines())
          .filteredOn(line -> line.text("message").equals("database answers"))
          .singleElement()
          .satisfies(
              line ->
                  assertThat(line.members().members())
                      .containsKeys(
                          "server", "tls", "pooler", "round_trip_ms", "read_only", "migrations"));
    }
  }

  private static void assertSetting(RunningJar jar, String name, String value, String origin) {
    assertThat(jar.lines())
        .filteredOn(line -> line.text("setting").equals(name))
        .as("once: " + name)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.text("value")).isEqualTo(value);
              assertThat(line.text("origin")).isEqualTo(origin);
            });
  }

  @Test
  void in_development_a_person_reads_it_on_one_screen() {
    settings.put("HOLDFAST_ENV", "development");
    try (var jar = new RunningJar(folder, settings).awaitReady()) {
      var start = jar.log().lines().takeWhile(line -> !line.contains("/health/ready")).toList();
      assertThat(start).hasSizeLessThan(24);
      assertThat(String.join("\n", start))
          .contains(
              "BETTER_AUTH_SECRET=[hidden] (environment)",
              "BETTER_AUTH_ISSUER=" + jar.origin(),
              "password_hash=ARGON2ID",
              "start: listening",
              "Holdfast listens: " + jar.origin())
          .doesNotContain(SECRET);
    }
  }
}
