package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.postgres.Sql;
import dev.holdfast.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while somebody waits for an answer. */
final class DrainIT {
  private static final String ADA =
      "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"password\":\"correct horse battery\"}";
  private static final String WAITING = "select count(*) from pg_locks where not granted";

  @TempDir Path folder;

  @Test
  void a_request_that_runs_is_answered_before_the_program_ends_with_0() throws Exception {
    var place = TestPostgres.freshDatabase();
    var settings = Map.of("HOLDFAST_ENV", "development", "DATABASE_URL", place.uri());
    try (var jar = new RunningJar(folder, settings).awaitReady();
        var lock = Sql.connect(place)) {
      var cookie = Cookies.of(jar.post("/sign-up/email", ADA));
      holdSessions(lock);

      var answer = CompletableFuture.supplyAsync(() -> jar.get("/get-session", "cookie", cookie));
      jar.await(() -> !Sql.column(place, WAITING).equals(List.of("0")));
      jar.terminate();
      jar.await(() -> jar.log().contains("stopping"));
      lock.rollback();

      assertThat(answer.join().statusCode()).isEqualTo(200);
      assertThat(answer.join().body()).contains("Ada");
      assertThat(jar.awaitEnd()).isZero();
    }
  }

  private static void holdSessions(Connection lock) throws Exception {
    lock.setAutoCommit(false);
    try (var statement = lock.createStatement()) {
      statement.execute("lock table session in access exclusive mode");
    }
  }
}
