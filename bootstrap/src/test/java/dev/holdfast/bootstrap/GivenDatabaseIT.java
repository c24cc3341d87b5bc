package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged JAR on a database that it is given by {@code DATABASE_URL}. Run on every version of
 * PostgreSQL that we promise by {@code build/postgres-versions}.
 */
final class GivenDatabaseIT {
  private static final String SIGN_UP =
      """
      {"name":"Ada","email":"ada@example.com","password":"correct horse battery"}\
      """;
  private static final String SIGN_IN = SIGN_UP.replace("\"name\":\"Ada\",", "");

  @TempDir Path folder;

  private final Map<String, String> settings =
      Map.of(
          "HOLDFAST_ENV", "development",
          "BETTER_AUTH_SECRET", "9f8e7d6c5b4a39281706f5e4d3c2b1a0",
          "DATABASE_URL", TestPostgres.freshDatabase().uri());

  private RunningJar started() {
    return new RunningJar(folder, settings).awaitReady();
  }

  @Test
  void users_sessions_and_keys_are_there_after_a_restart_and_an_ended_session_is_not() {
    String kept;
    String ended;
    String keys;
    try (var jar = started()) {
      kept = Cookies.of(jar.post("/sign-up/email", SIGN_UP));
      ended = Cookies.of(jar.post("/sign-in/email", SIGN_IN));
      assertThat(jar.get("/token", "cookie", kept).statusCode()).isEqualTo(200);
      var signOut = jar.post("/sign-out", "{}", "cookie", ended, "origin", jar.origin());
      assertThat(signOut.statusCode()).as(signOut.body()).isEqualTo(200);
      keys = jar.get("/jwks").body();
      assertThat(jar.stop()).isZero();
    }
    try (var jar = started()) {
      assertThat(jar.get("/get-session", "cookie", kept).body()).contains("ada@example.com");
      assertThat(jar.get("/get-session", "cookie", ended).body()).isEqualTo("null");
      assertThat(jar.get("/token", "cookie", kept).statusCode()).isEqualTo(200);
      assertThat(jar.get("/jwks").body()).isEqualTo(keys).contains("kid");
      assertThat(jar.post("/sign-in/email", SIGN_IN).statusCode()).isEqualTo(200);
      assertThat(jar.post("/sign-up/email", SIGN_UP).statusCode()).isEqualTo(422);
    }
  }
}
