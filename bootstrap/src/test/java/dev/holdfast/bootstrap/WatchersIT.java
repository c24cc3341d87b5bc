package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever does not ask to be watched loads nothing that watches; a trace shows in the log. */
final class WatchersIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir Path folder;

  private static Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    settings.put("HOLDFAST_ENV", "development");
    settings.put("HOLDFAST_LOG_FORMAT", "json");
    settings.put("DATABASE_URL", TestPostgres.freshDatabase().uri());
    return settings;
  }

  @Test
  void nothing_of_metrics_and_traces_is_loaded_where_nobody_asks() throws IOException {
    var classes = folder.resolve("classes");
    var settings = settings();
    settings.put("JDK_JAVA_OPTIONS", "-Xlog:class+load=info:file=" + classes);
    try (var jar = new RunningJar(folder, settings).awaitReady()) {
      assertThat(jar.get("/get-session").statusCode()).isEqualTo(200);
      assertThat(jar.stop()).isZero();
    }

    assertThat(Files.readString(classes))
        .contains("dev.holdfast.bootstrap.Observation")
        .doesNotContain(
            "dev.holdfast.bootstrap.trace.",
            "dev.holdfast.bootstrap.metrics.",
            "io.micrometer.",
            "io.prometheus.",
            "java.net.http.");
  }

  @Test
  void a_callers_trace_stands_in_every_line_of_its_request() {
    try (var jar = new RunningJar(folder, settings()).awaitReady()) {
      jar.get(
          "/get-session",
          "x-request-id",
          "traced",
          "traceparent",
          "00-" + TRACE + "-00f067aa0ba902b7-01");
      jar.get("/get-session", "x-request-id", "malformed", "traceparent", "00-" + TRACE);

      jar.await(() -> of(jar, "malformed") > 1 && of(jar, "traced") > 1);
      assertThat(jar.lines())
          .filteredOn(line -> line.text("requestId").equals("traced"))
          .allSatisfy(line -> assertThat(line.text("traceId")).isEqualTo(TRACE));
      assertThat(jar.lines())
          .filteredOn(line -> line.text("requestId").equals("malformed"))
          .allSatisfy(line -> assertThat(line.text("traceId")).isEmpty());
    }
  }

  private static long of(RunningJar jar, String request) {
    return jar.lines().stream().filter(line -> line.text("requestId").equals(request)).count();
  }
}
