package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.rig.Caddy;
import dev.holdfast.bootstrap.faults.rig.Nginx;
import dev.holdfast.bootstrap.faults.rig.Recipe;
import dev.holdfast.postgres.Certified;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody's application behind a proxy that asks a protected API about each request, run from the
 * text of {@code docs/deployment.md}. The application repeats what reaches it.
 */
final class ProtectedApiRecipeIT {
  private static final HandKey KEY = new HandKey("k1");
  private static final String FORGED = "root@example.com";

  @TempDir Path folder;
  private final Recipe recipe = Recipe.of("A protected API behind a proxy");
  private StubSite issuer;
  private StubSite application;
  private RunningJar api;
  private String token;

  @BeforeEach
  void an_issuer_an_application_and_the_api() {
    var _ = new RecipePlace(folder);
    issuer = StubSite.saying(0, KEY.keySet());
    application = StubSite.repeating();
    var origin = "http://localhost:" + issuer.port();
    var filled =
        Map.of(
            "https://auth.example.com", origin, "10.0.0.31", "127.0.0.1", "10.0.0.10", "127.0.0.1");
    api = new RunningJar(folder, recipe.settings(RecipePlace.SETTINGS, filled)).awaitReady();
    token =
        KEY.token(
            "{\"exp\":%d,\"sub\":\"u1\",\"email\":\"ada@example.com\",\"iss\":\"%s\",\"aud\":\"%s\"}"
                .formatted(Instant.now().getEpochSecond() + 600, origin, origin));
  }

  @AfterEach
  void everything_is_stopped() {
    api.close();
    application.close();
    issuer.close();
  }

  @Test
  void nginx_lets_through_whom_the_api_knows_and_says_who_it_is() throws IOException {
    int port = Nginx.port();
    var certified = Certified.named(folder, "localhost");
    var key = Files.writeString(folder.resolve("key.pem"), certified.keyPem());
    var chain = Files.writeString(folder.resolve("chain.pem"), certified.certificatePem());
    var file =
        recipe.file(
            "/etc/nginx/conf.d/api.conf",
            Map.of(
                "10.0.0.31:3000",
                "127.0.0.1:" + api.port(),
                "10.0.0.30:8080",
                "127.0.0.1:" + application.port(),
                "443",
                "127.0.0.1:" + port,
                "api.example.com",
                "localhost",
                "/etc/ssl/api/fullchain.pem",
                chain.toString(),
                "/etc/ssl/api/privkey.pem",
                key.toString()));
    try (var nginx = Nginx.start(folder, port, file, key, chain);
        var visitor = new Visitor("https://localhost:" + port, certified.certificatePem())) {
      var good =
          visitor.get("/notes?x=1", "authorization", "Bearer " + token, "x-auth-email", FORGED);
      assertThat(good.statusCode()).as(nginx.log()).isEqualTo(200);
      assertThat(good.body())
          .startsWith("GET /notes?x=1\n")
          .contains("x-auth-user: u1\n", "x-auth-email: ada@example.com\n")
          .doesNotContain(FORGED);

      var anonymous = visitor.get("/notes", "x-auth-user", "root");
      assertThat(anonymous.statusCode()).isEqualTo(401);
      assertThat(anonymous.headers().allValues("www-authenticate"))
          .containsExactly("Bearer realm=\"api\"");
      assertThat(anonymous.headers().firstValue("content-type")).hasValue("application/json");
      var expired = visitor.get("/notes", "authorization", "Bearer " + token + "x");
      assertThat(expired.headers().allValues("www-authenticate"))
          .containsExactly("Bearer realm=\"api\", error=\"invalid_token\"");

      assertThat(api.stop()).isZero();
      var away = visitor.get("/notes", "authorization", "Bearer " + token);
      assertThat(away.statusCode()).as(nginx.log()).isEqualTo(503);
      assertThat(away.headers().firstValue("retry-after")).isPresent();
      assertThat(away.body()).contains("SERVICE_UNAVAILABLE");
    }
  }

  @Test
  void caddy_lets_through_whom_the_api_knows_and_says_who_it_is() throws Exception {
    Caddy.assumeInstalled();
    int port = Nginx.port();
    var file =
        recipe.file(
            "/etc/caddy/Caddyfile",
            Map.of(
                "10.0.0.31:3000",
                "127.0.0.1:" + api.port(),
                "10.0.0.30:8080",
                "127.0.0.1:" + application.port(),
                "api.example.com",
                "http://localhost:" + port));
    try (var caddy = Caddy.start(folder, port, file);
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/notes"))
              .header("content-encoding", "gzip")
              .header("x-auth-email", FORGED)
              .header("x-auth-name", FORGED);
      var good =
          send(
              client,
              request
                  .copy()
                  .header("authorization", "Bearer " + token)
                  .POST(BodyPublishers.ofString("packed")));
      assertThat(good.statusCode()).as(good.body() + caddy.log()).isEqualTo(200);
      assertThat(good.body())
          .startsWith("POST /notes\n")
          .contains("x-auth-user: u1\n", "x-auth-email: ada@example.com\n")
          .contains("x-auth-name: \n", "content-encoding: gzip\n")
          .doesNotContain(FORGED, "{http.");

      var anonymous = send(client, request);
      assertThat(anonymous.statusCode()).isEqualTo(401);
      assertThat(anonymous.headers().allValues("www-authenticate"))
          .containsExactly("Bearer realm=\"api\"");
      assertThat(anonymous.body()).contains("UNAUTHORIZED");
    }
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
