package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.postgres.TestPostgres;
import dev.holdfast.postgres.embedded.EmbeddedPostgres;
import dev.holdfast.postgres.embedded.Settings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is away at the start, comes, goes and comes back. */
final class OutageIT {
  private static final String ADA =
      "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"password\":\"correct horse battery\"}";

  @TempDir Path folder;

  private EmbeddedPostgres postgres() {
    var settings = Settings.throwaway(TestPostgres.sharedBinaries());
    return EmbeddedPostgres.start(folder.resolve("postgres"), settings);
  }

  /** Where it is while it runs, and where it will be again. */
  private static String url(EmbeddedPostgres server) {
    return "postgres://%s:%s@%s:%d/%s"
        .formatted(
            server.user(), server.password(), server.host(), server.port(), server.database());
  }

  @Test
  void checklist_4_15_and_7_12_an_outage_is_503_and_afterwards_the_same_session_goes_on()
      throws Exception {
    String url;
    try (var server = postgres()) {
      url = url(server);
    }
    var settings =
        Map.of("HOLDFAST_ENV", "development", "HOLDFAST_LOG_FORMAT", "json", "DATABASE_URL", url);
    try (var jar = new RunningJar(folder, settings)) {
      jar.await(() -> jar.status("/health/live") == 200);
      assertThat(jar.status("/health/ready")).isEqualTo(503);
      assertAway(jar.post("/sign-up/email", ADA));

      String cookie;
      String keys;
      try (var server = postgres()) {
        assertThat(url(server)).isEqualTo(url);
        jar.awaitReady();
        cookie = Cookies.of(jar.post("/sign-up/email", ADA));
        keys = jar.get("/jwks").body();
      }

      assertThat(askedAtOnce(jar, cookie)).allSatisfy(OutageIT::assertAway);
      assertThat(jar.get("/jwks").body()).isEqualTo(keys).contains("kid");
      assertThat(jar.status("/health/live")).isEqualTo(200);
      assertThat(jar.status("/health/ready")).isEqualTo(503);

      try (var server = postgres()) {
        assertThat(url(server)).isEqualTo(url);
        jar.awaitReady();
        assertThat(jar.get("/get-session", "cookie", cookie).body()).contains("Ada");
        assertThat(jar.stop()).isZero();
      }
      assertThat(jar.lines())
          .as("told in one line each, without a trace for each request")
          .filteredOn(line -> line.text("reason").equals("store_unavailable"))
          .isNotEmpty()
          .allMatch(line -> line.text("stack_trace").isEmpty());
    }
  }

  /** Everything that needs the database, at once: each answer takes its time. */
  private static List<HttpResponse<String>> askedAtOnce(RunningJar jar, String cookie)
      throws Exception {
    List<Callable<HttpResponse<String>>> questions = new ArrayList<>();
    for (var path : List.of("/get-session", "/list-sessions", "/token")) {
      questions.add(() -> jar.get(path, "cookie", cookie));
    }
    for (var path : List.of("/sign-out", "/revoke-sessions", "/revoke-other-sessions")) {
      questions.add(() -> jar.post(path, "{}", "cookie", cookie, "origin", jar.origin()));
    }
    questions.add(() -> jar.post("/sign-in/email", ADA));
    List<HttpResponse<String>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(questions)) answers.add(answer.get());
    }
    return answers;
  }

  private static void assertAway(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.uri().getPath()).isEqualTo(503);
    assertThat(answer.body()).contains("SERVICE_UNAVAILABLE");
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
  }

  @Test
  void no_such_database_stops_the_start_and_names_the_mend() {
    var url = TestPostgres.freshDatabase().uri() + "_that_nobody_made";
    try (var jar =
        new RunningJar(folder, Map.of("HOLDFAST_ENV", "development", "DATABASE_URL", url))) {
      assertThat(jar.awaitEnd()).isEqualTo(78);
      assertThat(jar.log()).contains("DATABASE_URL", "no such database", "Create the database");
    }
  }
}
