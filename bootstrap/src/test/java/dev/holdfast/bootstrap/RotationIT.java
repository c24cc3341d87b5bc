package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another secret, in the order of the decisions, and a secret that is wrong. */
final class RotationIT {
  private static final String A = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";
  private static final String B = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path folder;

  private final String database = TestPostgres.freshDatabase().uri();

  @Test
  void checklist_8_3_a_secret_is_rotated_step_by_step_and_nobody_is_signed_out() {
    var steps = List.of("1:" + A, "1:" + A + ",2:" + B, "2:" + B + ",1:" + A);
    String first;
    String remembered;
    String forgetful;
    try (var jar = start(steps.getFirst())) {
      first = Cookies.of(jar.post("/sign-up/email", body("")));
      forgetful = Cookies.of(jar.post("/sign-in/email", body(",\"rememberMe\":false")));
      assertThat(forgetful).contains("dont_remember");
    }
    remembered = first;
    for (var secrets : steps.subList(1, steps.size())) {
      try (var jar = start(secrets)) {
        remembered = used(jar, remembered);
        forgetful = used(jar, forgetful);
      }
    }
    assertThat(remembered).as("issued again").isNotEqualTo(first);
    assertThat(forgetful).contains("dont_remember");

    try (var command = new RunningJar(folder, settings(steps.getLast()), "secrets", "rewrap")) {
      assertThat(command.awaitEnd()).as(command.log()).isZero();
    }
    try (var jar = start("2:" + B)) {
      for (var cookie : List.of(remembered, forgetful)) {
        assertThat(jar.get("/get-session", "cookie", cookie).body()).contains("Ada");
        assertThat(jar.get("/token", "cookie", cookie).statusCode()).isEqualTo(200);
      }
      assertThat(jar.get("/get-session", "cookie", first).body()).isEqualTo("null");
    }
  }

  /** Checks the session; returns the cookies that the browser has afterwards. */
  private static String used(RunningJar jar, String cookies) {
    var answer = jar.get("/get-session", "cookie", cookies);
    assertThat(answer.body()).contains("Ada");
    var next = Cookies.of(answer);
    return next.isEmpty() ? cookies : next;
  }

  @Test
  void checklist_8_5_a_secret_that_opens_no_key_stops_production_until_a_key_is_replaced() {
    try (var jar = new RunningJar(folder, single(A)).awaitReady()) {
      assertThat(jar.get("/jwks").body()).contains("kid");
    }
    var production = new HashMap<>(single(B));
    production.put("HOLDFAST_ENV", "production");
    production.put("BETTER_AUTH_URL", "http://localhost:3999");
    try (var jar = new RunningJar(folder, production)) {
      assertThat(jar.awaitEnd()).isEqualTo(78);
      assertThat(jar.log()).contains("BETTER_AUTH_SECRET opens none", "keys replace");
    }
    try (var command = new RunningJar(folder, production, "keys", "replace")) {
      assertThat(command.awaitEnd()).isZero();
    }
    try (var jar = new RunningJar(folder, production).awaitReady()) {
      assertThat(jar.get("/jwks").body().split("kid", -1)).hasSize(3);
      var cookie = Cookies.of(jar.post("/sign-up/email", body("")));
      assertThat(jar.get("/token", "cookie", cookie).statusCode()).isEqualTo(200);
    }
  }

  private RunningJar start(String secrets) {
    return new RunningJar(folder, settings(secrets)).awaitReady();
  }

  private Map<String, String> settings(String secrets) {
    return Map.of(
        "HOLDFAST_ENV", "development", "DATABASE_URL", database, "BETTER_AUTH_SECRETS", secrets);
  }

  private Map<String, String> single(String secret) {
    return Map.of(
        "HOLDFAST_ENV", "development", "DATABASE_URL", database, "BETTER_AUTH_SECRET", secret);
  }

  private static String body(String more) {
    return "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"password\":\"%s\"%s}"
        .formatted(PASSWORD, more);
  }
}
