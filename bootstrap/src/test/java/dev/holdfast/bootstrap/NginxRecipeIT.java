package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.Nginx;
import dev.holdfast.bootstrap.faults.rig.Recipe;
import dev.holdfast.postgres.Certified;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances behind nginx, run from the text of {@code docs/deployment.md}. */
final class NginxRecipeIT {
  private static final String CHECK = "/api/auth/get-session";

  @TempDir Path folder;
  private final Recipe recipe = Recipe.of("Two instances behind nginx");
  private Cluster cluster;
  private RunningJar first;
  private RunningJar second;
  private String file;
  private Nginx nginx;
  private Visitor visitor;
  private String cookie;

  @BeforeEach
  void somebody_signs_up_at_two_instances_behind_nginx() throws IOException {
    var place = new RecipePlace(folder);
    int port = Nginx.port();
    var certified = Certified.named(folder, "localhost");
    var key = Files.writeString(folder.resolve("key.pem"), certified.keyPem());
    var chain = Files.writeString(folder.resolve("chain.pem"), certified.certificatePem());
    cluster = Cluster.create(folder, Map.of());
    first = instance(place, port);
    second = instance(place, port);
    var filled =
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
            key.toString());
    file = recipe.file("/etc/nginx/conf.d/holdfast.conf", filled);
    nginx = Nginx.start(folder, port, file, key, chain);
    visitor = new Visitor("https://localhost:" + port, certified.certificatePem());
    cookie = Cookies.of(visitor.post("/api/auth/sign-up/email", RecipePlace.SIGN_UP));
  }

  private RunningJar instance(RecipePlace place, int port) {
    return place.start(
        recipe,
        "auth.example.com",
        "localhost:" + port,
        "10.0.0.20",
        "127.0.0.1",
        "5432",
        RecipePlace.text(cluster.port()),
        "10.0.0.11",
        "127.0.0.1",
        "10.0.0.10",
        "127.0.0.1");
  }

  @AfterEach
  void everything_is_stopped() throws Exception {
    for (var process : new AutoCloseable[] {visitor, nginx, second, first, cluster}) {
      if (process != null) process.close();
    }
  }

  @Test
  void an_instance_that_is_taken_out_and_stopped_is_missed_by_nobody() {
    RecipePlace.assertMode(first, recipe, "DIRECT");
    assertThat(cookie).as("https").startsWith("__Secure-");
    assertThat(visitor.get(CHECK, "cookie", cookie).body())
        .contains("ada@example.com")
        .as("the client's address")
        .contains("\"" + Visitor.ADDRESS + "\"");
    assertThat(visitor.post("/internal/suspend", "").statusCode()).isEqualTo(404);
    assertBothServe();

    assertThat(recipe.says("`down`")).isTrue();
    var server = "server 127.0.0.1:" + first.port() + " ";
    nginx.reload(file.replace(server, server + "down "));
    assertChecksGoOn(CompletableFuture.runAsync(() -> assertThat(first.stop()).isZero()));
    assertSignsIn();
  }

  @Test
  void a_killed_instance_and_an_outage_end_nobodys_session() {
    assertBothServe();
    assertChecksGoOn(CompletableFuture.runAsync(first::kill));
    assertSignsIn();

    cluster.stop();
    var away = visitor.get(CHECK, "cookie", cookie);
    assertAway(away);
    assertThat(away.headers().firstValue("x-request-id")).as("Holdfast's, as it is").isPresent();
    cluster.start();
    second.await(() -> visitor.get(CHECK, "cookie", cookie).statusCode() == 200);
    assertThat(visitor.get(CHECK, "cookie", cookie).body()).contains("ada@example.com");

    second.kill();
    var nobody = visitor.get(CHECK, "cookie", cookie);
    assertAway(nobody);
    assertThat(nobody.headers().firstValue("x-request-id")).as("nginx's own").isEmpty();
  }

  private void assertBothServe() {
    for (int i = 0; i < 4; i++) assertSignsIn();
    for (var jar : List.of(first, second)) jar.await(() -> jar.log().contains("\"signed_in\""));
  }

  private void assertSignsIn() {
    var answer = visitor.post("/api/auth/sign-in/email", RecipePlace.SIGN_IN);
    assertThat(answer.statusCode()).as(answer.body() + "\n" + nginx.log()).isEqualTo(200);
    assertThat(Cookies.of(answer)).isNotEmpty();
  }

  /** While that happens and afterwards, every check is answered with the truth. */
  private void assertChecksGoOn(CompletableFuture<?> happening) {
    int checks = 0;
    do {
      var check = visitor.get(CHECK, "cookie", cookie);
      assertThat(check.statusCode()).as("check %d: %s", checks, nginx.log()).isEqualTo(200);
      assertThat(check.body()).contains("ada@example.com");
      checks++;
    } while (!happening.isDone() || checks < 20);
    assertThat(happening).isCompleted();
  }

  private static void assertAway(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.body()).contains("\"SERVICE_UNAVAILABLE\"");
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
  }
}
