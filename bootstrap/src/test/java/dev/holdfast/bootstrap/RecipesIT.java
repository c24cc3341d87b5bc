package dev.holdfast.bootstrap;

import static dev.holdfast.bootstrap.RecipePlace.assertMode;
import static dev.holdfast.bootstrap.RecipePlace.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.rig.Bouncer;
import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.Recipe;
import dev.holdfast.postgres.ConnectionPlan;
import dev.holdfast.postgres.DatabaseSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipes of {@code docs/deployment.md} but for nginx's, run from the text of the page: real
 * PgBouncer and PostgreSQL, and the packaged JAR with the settings that the page gives.
 */
final class RecipesIT {
  private static final String TOKEN = "f3a1c05e7b9d4826a0c4e8137d5b2f69";

  @TempDir Path folder;
  private RecipePlace place;

  @BeforeEach
  void the_programs_are_installed() {
    place = new RecipePlace(folder);
  }

  @Test
  void one_machine_serves_from_the_postgresql_beside_it() {
    var recipe = Recipe.of("One machine");
    try (var cluster = Cluster.create(folder, Map.of());
        var jar = place.start(recipe, "5432", text(cluster.port()))) {
      assertMode(jar, recipe, "DIRECT");
      assertThat(serving(jar)).isNotEmpty();
      assertThat(jar.stop()).isZero();
    }
  }

  @Test
  void through_pgbouncer_the_mode_is_recognised_and_sign_up_check_and_token_work() {
    var recipe = Recipe.of("PgBouncer");
    try (var cluster = Cluster.create(folder, Map.of());
        var bouncer = Bouncer.start(folder, cluster, Map.of());
        var jar =
            place.start(
                recipe,
                "6432",
                text(bouncer.port()),
                "10.0.0.20",
                "127.0.0.1",
                "5432",
                text(cluster.port()))) {
      assertMode(jar, recipe, "POOLER");
      assertThat(serving(jar)).isNotEmpty();
      assertThat(jar.log()).doesNotContain("prepared statement");
      assertThat(bouncer.log()).as("asked through it").contains("auth/holdfast@127.0.0.1");
      assertThat(jar.stop()).isZero();
    }
  }

  @Test
  void a_container_lets_go_when_told_and_serves_the_known_while_the_database_is_away() {
    var recipe = Recipe.of("Containers that scale to zero");
    try (var cluster = Cluster.create(folder, Map.of());
        var jar = container(recipe, cluster)) {
      assertMode(jar, recipe, "SERVERLESS");
      var cookie = serving(jar);

      jar.signal("USR2");
      jar.await(() -> released(jar) == 1);
      assertThat(jar.get("/get-session", "cookie", cookie).statusCode()).isEqualTo(200);
      assertThat(jar.suspend(TOKEN)).isEqualTo(200);
      jar.await(() -> released(jar) == 2);
      assertThat(recipe.says("`connections_released`")).isTrue();
      jar.await(() -> connections(cluster) == 0);

      assertThat(jar.get("/get-session", "cookie", cookie).statusCode()).isEqualTo(200);
      cluster.stop();
      var known = jar.get("/get-session", "cookie", cookie);
      assertThat(known.body()).contains("ada@example.com");
      assertThat(known.headers().firstValue("x-session-grace")).isPresent();
      assertThat(jar.post("/sign-in/email", RecipePlace.SIGN_IN).statusCode()).isEqualTo(503);
    }
  }

  private RunningJar container(Recipe recipe, Cluster cluster) {
    var filled =
        Map.of(
            "PASSWORD",
            Cluster.PASSWORD,
            "SECRET",
            RecipePlace.SECRET,
            "TOKEN",
            TOKEN,
            "db.example.com",
            "127.0.0.1:" + cluster.port());
    var settings = recipe.settings("the container's variables", filled);
    return new RunningJar(folder, settings).awaitReady();
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
    var settings = recipe.settings(RecipePlace.SETTINGS, Map.of("PASSWORD", "any"));
    var plan = ConnectionPlan.of(database(settings, "DATABASE_URL"));
    var said = plan.mode() + ": " + plan.why();
    assertThat(recipe.says("`" + said + "`")).as("the page has: " + said).isTrue();
    assertThat(plan.pooled()).isTrue();
    assertThat(database(settings, "DATABASE_URL_UNPOOLED").looksPooled()).isFalse();
  }

  private static DatabaseSettings database(Map<String, String> settings, String name) {
    return DatabaseSettings.parse(name, settings.getOrDefault(name, ""));
  }

  /** Signs up, checks, gets a token and signs in; the cookie. */
  private static String serving(RunningJar jar) {
    var cookie = Cookies.of(jar.post("/sign-up/email", RecipePlace.SIGN_UP));
    assertThat(jar.get("/get-session", "cookie", cookie).body()).contains("ada@example.com");
    assertThat(jar.get("/token", "cookie", cookie).body()).contains("\"token\"");
    assertThat(jar.post("/sign-in/email", RecipePlace.SIGN_IN).statusCode()).isEqualTo(200);
    return cookie;
  }
}
