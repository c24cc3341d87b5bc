package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JAR alone, as a newcomer starts it: nothing is set, and PostgreSQL comes along. */
final class EmbeddedIT {
  private static final String ADA =
      "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"password\":\"correct horse battery\"}";

  @TempDir Path folder;

  @Test
  void a_session_outlives_every_kind_of_end_and_no_process_is_left_behind() {
    String cookie;
    try (var jar = new RunningJar(folder, Map.of()).awaitReady()) {
      cookie = Cookies.of(jar.post("/sign-up/email", ADA));
      var started = jar.descendants();
      assertThat(started).as("PostgreSQL's processes").isNotEmpty();

      try (var second = new RunningJar(folder, Map.of())) {
        assertThat(second.awaitEnd()).isNotZero();
        assertThat(second.log().lines().filter(line -> line.contains("holdfast-data")))
            .as("one line that names the folder:\n" + second.log())
            .hasSize(1);
      }

      try (var beside = new RunningJar(folder, Map.of(), "trace", "ada@example.com")) {
        assertThat(beside.awaitEnd()).as(beside.log()).isZero();
        assertThat(beside.log()).contains("signed_up", "signed_in");
      }

      assertThat(jar.stop()).isZero();
      assertThat(started).noneMatch(ProcessHandle::isAlive);
    }
    try (var jar = new RunningJar(folder, Map.of()).awaitReady()) {
      assertThat(jar.get("/get-session", "cookie", cookie).body()).contains("Ada");
      var started = jar.descendants();
      jar.kill();
      jar.await(() -> started.stream().noneMatch(ProcessHandle::isAlive));
    }
    try (var jar = new RunningJar(folder, Map.of()).awaitReady()) {
      assertThat(jar.get("/get-session", "cookie", cookie).body()).contains("Ada");
    }
  }
}
