package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.command.ExitCode;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.bootstrap.settings.Configuration.Result.Invalid;
import dev.holdfast.bootstrap.settings.Configuration.Result.Valid;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Serves itself for some seconds from an embedded database that is removed afterwards, so that a
 * JVM that was started with {@code -XX:AOTCacheOutput} learns which classes the server needs and
 * which of its paths are hot (JEP 514, JEP 515). The environment's settings are not looked at.
 */
final class Training {
  private static final int CHECKS = 3_000;
  private static final int TOKENS = 300;
  private static final int SIGN_INS = 5;
  private static final String PASSWORD = "a horse learns its way";

  private final PrintWriter err;

  Training(PrintWriter err) {
    this.err = err;
  }

  /** An {@link ExitCode}. */
  int run() {
    try {
      var folder = Files.createTempDirectory("holdfast-train-");
      try {
        return serve(folder);
      } finally {
        remove(folder);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private int serve(Path folder) throws IOException {
    var settings =
        Map.of(
            "HOLDFAST_DATA_DIR",
            folder.resolve("data").toString(),
            "HOLDFAST_LISTEN_ADDRESS",
            "127.0.0.1",
            "HOLDFAST_LOG_FORMAT",
            "json",
            "PORT",
            Integer.toString(freePort()));
    return switch (Configuration.read(settings, folder)) {
      case Valid(var configuration) -> new Serving(configuration, err).run(Training::exercise);
      case Invalid(var problems) -> throw new IllegalStateException(problems.toString());
    };
  }

  private static void exercise(int port) throws InterruptedException {
    try (var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build()) {
      var rider = new Rider(client, URI.create("http://localhost:" + port));
      rider.post("/api/auth/sign-up/email", "\"name\":\"Ada\",", PASSWORD);
      for (int i = 0; i < SIGN_INS; i++) rider.post("/api/auth/sign-in/email", "", PASSWORD);
      for (int i = 0; i < CHECKS; i++) rider.get("/api/auth/get-session");
      for (int i = 0; i < TOKENS; i++) rider.get("/api/auth/token");
      for (var path : List.of("/api/auth/list-sessions", "/api/auth/jwks", "/health/ready")) {
        rider.get(path);
      }
      rider.post("/api/auth/sign-in/email", "", "wrong " + PASSWORD);
      rider.post("/api/auth/sign-out", "", PASSWORD);
      rider.get("/api/auth/get-session");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Who sends the requests; the answers do not matter. */
  private record Rider(HttpClient client, URI base) {
    void get(String path) throws IOException, InterruptedException {
      send(HttpRequest.newBuilder(base.resolve(path)));
    }

    void post(String path, String more, String password) throws IOException, InterruptedException {
      var body = "{%s\"email\":\"ada@example.com\",\"password\":\"%s\"}".formatted(more, password);
      send(
          HttpRequest.newBuilder(base.resolve(path))
              .header("content-type", "application/json")
              .header("origin", base.toString())
              .POST(BodyPublishers.ofString(body)));
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
      var _ = client.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }
}
