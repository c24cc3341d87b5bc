package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.postgres.TestPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may fetch the measures of a real server, and what is in them. */
final class MetricsEndpointTest {
  private static final String TOKEN = "a-token-of-the-monitoring-system";

  @TempDir static Path folder;

  @Test
  void the_main_port_gives_measures_to_the_token_and_knows_no_such_path_for_others()
      throws IOException, InterruptedException {
    try (var server = server(Map.of("HOLDFAST_METRICS_TOKEN", TOKEN))) {
      assertThat(fetch(server.port(), "Bearer " + TOKEN).statusCode()).isEqualTo(200);
      assertThat(fetch(server.port(), "Bearer " + TOKEN + "x").statusCode()).isEqualTo(404);
      assertThat(fetch(server.port(), "none").body()).contains("NOT_FOUND");
    }
  }

  @Test
  void the_management_port_gives_measures_and_nothing_else()
      throws IOException, InterruptedException {
    int management = freePort();
    var settings = Map.of("HOLDFAST_MANAGEMENT_PORT", Integer.toString(management));
    try (var server = server(settings)) {
      var measures = fetch(management, "none");
      assertThat(measures.statusCode()).isEqualTo(200);
      assertThat(measures.headers().firstValue("content-type").orElse(""))
          .startsWith("text/plain; version=0.0.4");
      assertThat(fetch(server.port(), "none").statusCode()).isEqualTo(404);
      assertThat(get(management, "/api/auth/ok", "none").statusCode()).isEqualTo(404);
      assertThat(get(management, "/health/live", "none").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void without_a_setting_there_is_no_such_path() throws IOException, InterruptedException {
    try (var server = server(Map.of())) {
      assertThat(fetch(server.port(), "Bearer ").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void every_part_of_a_running_server_is_measured() throws IOException, InterruptedException {
    try (var server = server(Map.of("HOLDFAST_METRICS_TOKEN", TOKEN))) {
      server.get("/get-session");
      server.get("/nothing-here");
      server.post(
          "/sign-up/email",
          "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"password\":\"correct horse\"}");
      server.post("/sign-in/email", "{\"email\":\"ada@example.com\",\"password\":\"wrong horse\"}");

      assertThat(fetch(server.port(), "Bearer " + TOKEN).body())
          .contains(
              "holdfast_session_checks_total{outcome=\"refused\",reason=\"no_credentials\"} 1.0",
              "holdfast_sign_ups_total{outcome=\"signed_up\",reason=\"none\"} 1.0",
              "holdfast_sign_ins_total{outcome=\"refused\",reason=\"wrong_password\"} 1.0",
              "route=\"/api/auth/get-session\",status=\"2xx\"} 1",
              "route=\"none\",status=\"4xx\"} 1",
              "holdfast_password_hashes_waiting 0.0",
              "holdfast_database_connections{state=\"active\"}",
              "holdfast_database_away 0.0",
              "holdfast_database_clock_ahead_seconds",
              "holdfast_signing_keys{state=\"usable\"} 1.0",
              "holdfast_signing_key_age_seconds",
              "jvm_memory_used_bytes",
              "process_cpu_usage");
    }
  }

  private static WiredServer server(Map<String, String> settings) {
    return new WiredServer(TestPostgres.freshDatabase(), folder, settings).listening();
  }

  private static HttpResponse<String> fetch(int port, String authorization)
      throws IOException, InterruptedException {
    return get(port, "/metrics", authorization);
  }

  private static HttpResponse<String> get(int port, String path, String authorization)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .header("authorization", authorization);
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
