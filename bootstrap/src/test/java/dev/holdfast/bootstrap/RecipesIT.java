package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.holdfast.bootstrap.faults.rig.Bouncer;
import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.Nginx;
import dev.holdfast.bootstrap.faults.rig.Programs;
import dev.holdfast.bootstrap.faults.rig.Recipe;
import dev.holdfast.postgres.Certified;
import dev.holdfast.postgres.ConnectionPlan;
import dev.holdfast.postgres.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipes of {@code docs/deployment.md}, run from the text of the page: real nginx, PgBouncer
 * and PostgreSQL, and the packaged JAR with the settings that the page gives.
 *
 * <p>Skipped where these programs are not installed, unless {@code -Dholdfast.recipes=required}.
 */
final class RecipesIT {
  private static final String SETTINGS = "/etc/holdfast/env";
  private static final String SECRET_FILE = "/run/credentials/holdfast.service/secret";
  private static final String SECRET = "Zq3vN8xW1rTk6LmB0yHs5UdF2gPj9CeA";
  private static final String TOKEN = "f3a1c05e7b9d4826a0c4e8137d5b2f69";
  private static final String SIGN_IN =
      """
      {"email":"ada@example.com","password":"correct horse battery"}\
      """;
  private static final String SIGN_UP = SIGN_IN.replace("{", "{\"name\":\"Ada\",");

  @TempDir Path folder;

  @BeforeEach
  void the_programs_are_installed() throws IOException {
    var missing = Programs.missing();
    var line = "the recipes of docs/deployment.md need %s: e2e/install-debian.sh installs them";
    if ("required".equals(System.getProperty("holdfast.recipes"))) {
      assertThat(missing).as(line, missing).isEmpty();
    } else if (!missing.isEmpty()) {
      System.out.println("SKIPPED: " + line.formatted(missing));
      assumeThat(missing).isEmpty();
    }
    // PostgreSQL, PgBouncer and nginx run as an account without privileges, which has to get in.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("secret"), SECRET + "\n");
  }

  /** What every file of variables has to be told. */
  private Map<String, String> filled(String... more) {
    var filled = new HashMap<String, String>();
    filled.put("PASSWORD", Cluster.PASSWORD);
    filled.put(SECRET_FILE, folder.resolve("secret").toString());
    for (int i = 0; i < more.length; i += 2) filled.put(more[i], more[i + 1]);
    return filled;
  }

  @Test
  void one_machine_serves_from_the_postgresql_beside_it() {
    var recipe = Recipe.of("One machine");
    try (var cluster = Cluster.create(folder, Map.of());
        var jar =
            new RunningJar(
                folder, recipe.settings(SETTINGS, filled("5432", text(cluster.port()))))) {
      jar.awaitReady();

      assertMode(jar, recipe, "DIRECT");
      assertServes(jar);
      assertThat(jar.stop()).isZero();
    }
  }

  @Test
  void behind_nginx_one_of_two_instances_stops_and_everybody_goes_on() {
    var recipe = Recipe.of("Two instances behind nginx");
    int port = Nginx.port();
    var certified = Certified.named(folder, "localhost");
    try (var cluster = Cluster.create(folder, Map.of());
        var first = instance(recipe, cluster, port);
        var second = instance(recipe, cluster, port);
        var nginx = nginx(recipe, port, certified, first, second);
        var visitor = new Visitor("https://localhost:" + port, certified.certificatePem())) {
      assertMode(first, recipe, "DIRECT");
      var cookie = Cookies.of(visitor.post("/api/auth/sign-up/email", SIGN_UP));
      assertThat(cookie).as("https: " + nginx.log()).startsWith("__Secure-");
      var seen = visitor.get("/api/auth/get-session", "cookie", cookie);
      assertThat(seen.body()).contains("ada@example.com");
      assertThat(seen.body()).as("the client's address").contains("\"" + Visitor.ADDRESS + "\"");
      assertBothServe(first, second, visitor);
      assertThat(visitor.post("/internal/suspend", "").statusCode()).isEqualTo(404);

      assertNobodyNotices(first, visitor, cookie);
      assertSignsIn(visitor);
      assertAnOutageIsToldByHoldfast(cluster, second, visitor, cookie);

      second.kill();
      var alone = visitor.get("/api/auth/get-session", "cookie", cookie);
      assertAway(alone);
      assertThat(alone.headers().firstValue("x-request-id")).as("nginx itself").isEmpty();
    }
  }

  private RunningJar instance(Recipe recipe, Cluster cluster, int port) {
    var settings =
        recipe.settings(
            SETTINGS,
            filled(
                "auth.example.com", "localhost:" + port,
                "10.0.0.20", "127.0.0.1",
                "5432", text(cluster.port()),
                "10.0.0.11", "127.0.0.1",
                "10.0.0.10", "127.0.0.1"));
    return new RunningJar(folder, settings).awaitReady();
  }

  private Nginx nginx(
      Recipe recipe, int port, Certified certified, RunningJar first, RunningJar second) {
    try {
      var key = folder.resolve("key.pem");
      Files.writeString(key, certified.keyPem());
      var chain = Files.writeString(folder.resolve("chain.pem"), certified.certificatePem());
      var file =
          recipe.file(
              "/etc/nginx/conf.d/holdfast.conf",
              Map.of(
                  "10.0.0.11:3000",
                  "127.0.0.1:" + first.port(),
                  "10.0.0.12:3000",
                  "127.0.0.1:" + second.port(),
                  "443",
                  "127.0.0.1:" + port,
                  "auth.example.com",
                  "localhost",
                  "/etc/ssl/auth/fullchain.pem",
                  chain.toString(),
                  "/etc/ssl/auth/privkey.pem",
                  key.toString()));
      return Nginx.start(folder, port, file, key, chain);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void assertBothServe(RunningJar first, RunningJar second, Visitor visitor) {
    for (int i = 0; i < 4; i++) assertSignsIn(visitor);
    for (var jar : List.of(first, second)) {
      jar.await(() -> jar.log().contains("\"signed_in\""));
    }
  }

  private static void assertSignsIn(Visitor visitor) {
    var answer = visitor.post("/api/auth/sign-in/email", SIGN_IN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Cookies.of(answer)).isNotEmpty();
  }

  /** While it stops, and once it is gone. A sign-in that it was busy with may say: try again. */
  private static void assertNobodyNotices(RunningJar stopping, Visitor visitor, String cookie) {
    var stopped = CompletableFuture.supplyAsync(stopping::stop);
    int checks = 0;
    do {
      var check = visitor.get("/api/auth/get-session", "cookie", cookie);
      assertThat(check.statusCode()).as("check " + checks + ": " + check.body()).isEqualTo(200);
      assertThat(check.body()).contains("ada@example.com");
      if (checks % 100 == 10) {
        var signIn = visitor.post("/api/auth/sign-in/email", SIGN_IN);
        if (signIn.statusCode() != 200) assertAway(signIn);
      }
      checks++;
    } while (!stopped.isDone() || checks < 20);
    assertThat(stopped.join()).isZero();
  }

  private static void assertAnOutageIsToldByHoldfast(
      Cluster cluster, RunningJar jar, Visitor visitor, String cookie) {
    cluster.stop();
    var away = visitor.get("/api/auth/get-session", "cookie", cookie);
    assertAway(away);
    assertThat(away.headers().firstValue("x-request-id")).as("passed through").isPresent();
    cluster.start();
    jar.await(() -> visitor.get("/api/auth/get-session", "cookie", cookie).body().contains("ada@"));
  }

  private static void assertAway(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.body()).contains("\"SERVICE_UNAVAILABLE\"");
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
  }

  @Test
  void through_pgbouncer_the_mode_is_recognised_and_sign_up_check_and_token_work() {
    var recipe = Recipe.of("PgBouncer");
    try (var cluster = Cluster.create(folder, Map.of());
        var bouncer = Bouncer.start(folder, cluster, Map.of())) {
      var filled =
          filled(
              "6432", text(bouncer.port()),
              "10.0.0.20", "127.0.0.1",
              "5432", text(cluster.port()));
      try (var jar = new RunningJar(folder, recipe.settings(SETTINGS, filled)).awaitReady()) {
        assertMode(jar, recipe, "POOLER");
        assertServes(jar);
        assertThat(jar.log()).doesNotContain("prepared statement");
        assertThat(bouncer.log()).as("asked through it").contains("db=auth user=holdfast");
        assertThat(jar.stop()).isZero();
      }
    }
  }

  @Test
  void a_container_lets_go_when_told_and_serves_the_known_while_the_database_is_away() {
    var recipe = Recipe.of("Containers that scale to zero");
    try (var cluster = Cluster.create(folder, Map.of())) {
      var filled =
          Map.of(
              "PASSWORD",
              Cluster.PASSWORD,
              "SECRET",
              SECRET,
              "TOKEN",
              TOKEN,
              "db.example.com",
              "127.0.0.1:" + cluster.port());
      var settings = recipe.settings("the container's variables", filled);
      try (var jar = new RunningJar(folder, settings).awaitReady()) {
        assertMode(jar, recipe, "SERVERLESS");
        var cookie = assertServes(jar);

        jar.signal("USR2");
        jar.await(() -> released(jar) == 1);
        assertThat(jar.get("/get-session", "cookie", cookie).statusCode()).isEqualTo(200);
        assertThat(jar.suspend(TOKEN)).isEqualTo(200);
        jar.await(() -> released(jar) == 2);
        assertThat(recipe.says("`connections_released`")).isTrue();
        assertThat(connections(cluster)).as("a frozen process holds none").isZero();

        assertThat(jar.get("/get-session", "cookie", cookie).statusCode()).isEqualTo(200);
        cluster.stop();
        var known = jar.get("/get-session", "cookie", cookie);
        assertThat(known.body()).contains("ada@example.com");
        assertThat(known.headers().firstValue("x-session-grace")).isPresent();
        assertThat(jar.post("/sign-in/email", SIGN_IN).statusCode()).isEqualTo(503);
      }
    }
  }

  private static long released(RunningJar jar) {
    return jar.lines().stream()
        .filter(line -> line.text("event").equals("connections_released"))
        .count();
  }

  private static long connections(Cluster cluster) {
    return cluster
        .asOwner()
        .number("select count(*) from pg_stat_activity where usename = 'holdfast'");
  }

  @Test
  void the_urls_of_neon_are_recognised() {
    var recipe = Recipe.of("Neon");
    var settings = recipe.settings(SETTINGS, filled());
    var plan = ConnectionPlan.of(database(settings, "DATABASE_URL"));
    assertThat(recipe.says("`" + plan.mode() + ": " + plan.why() + "`"))
        .as(plan.mode() + ": " + plan.why())
        .isTrue();
    assertThat(plan.pooled()).isTrue();
    assertThat(database(settings, "DATABASE_URL_UNPOOLED").looksPooled()).isFalse();
  }

  private static DatabaseSettings database(Map<String, String> settings, String name) {
    return DatabaseSettings.parse(name, settings.getOrDefault(name, ""));
  }

  /** The start says which mode it chose, in words that the page has. */
  private static void assertMode(RunningJar jar, Recipe recipe, String mode) {
    assertThat(jar.lines())
        .filteredOn(line -> line.text("message").equals("database answers"))
        .singleElement()
        .extracting(line -> line.text("mode"))
        .satisfies(
            said -> {
              assertThat(said).startsWith(mode + ": ");
              assertThat(recipe.says("`" + said + "`")).as("the page has: " + said).isTrue();
            });
  }

  /** Signs up, checks and gets a token; the cookie. */
  private static String assertServes(RunningJar jar) {
    var cookie = Cookies.of(jar.post("/sign-up/email", SIGN_UP));
    assertThat(jar.get("/get-session", "cookie", cookie).body()).contains("ada@example.com");
    assertThat(jar.get("/token", "cookie", cookie).body()).contains("\"token\"");
    assertThat(jar.post("/sign-in/email", SIGN_IN).statusCode()).isEqualTo(200);
    return cookie;
  }

  private static String text(int port) {
    return Integer.toString(port);
  }
}
