package dev.holdfast.http.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.platform.Counters;
import dev.holdfast.http.Draining;
import dev.holdfast.http.RawHttp;
import dev.holdfast.http.TestServer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HealthHandlersTest {
  private final AtomicReference<Check.State> database = new AtomicReference<>(Check.State.OK);
  private final AtomicBoolean started = new AtomicBoolean(true);
  private final Draining draining = new Draining();
  private TestServer server;

  @BeforeEach
  void start() {
    var health =
        new HealthHandlers(
            List.of(Check.of("database", database::get)), started::get, draining, new OneCounter());
    server = new TestServer(health.routes());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void ready_tells_names_and_numbers_only() {
    assertThat(get("/health/ready").body())
        .isEqualTo(
            "{\"status\":\"ready\",\"checks\":{\"database\":\"ok\"},\"counters\":{\"seen\":7}}");
  }

  @Test
  void a_warning_is_still_ready_and_a_failure_is_not() {
    database.set(Check.State.WARNING);
    assertThat(get("/health/ready").status()).isEqualTo(200);
    database.set(Check.State.BAD);
    var answer = get("/health/ready");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("retry-after")).isPresent();
    assertThat(answer.body()).contains("SERVICE_UNAVAILABLE", "\"database\":\"bad\"");
    assertThat(get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void while_draining_it_lives_and_is_not_ready() {
    draining.begin();
    assertThat(get("/health/live").status()).isEqualTo(200);
    assertThat(get("/health/ready").status()).isEqualTo(503);
  }

  @Test
  void before_the_start_is_over_it_is_neither_started_nor_ready() {
    started.set(false);
    assertThat(get("/health/startup").status()).isEqualTo(503);
    assertThat(get("/health/ready").status()).isEqualTo(503);
    started.set(true);
    assertThat(get("/health/startup").status()).isEqualTo(200);
  }

  private RawHttp.Answer get(String path) {
    return server.http().get(path, "");
  }

  private static final class OneCounter implements Counters {
    @Override
    public void add(String name, String label) {
      throw new UnsupportedOperationException("health only reads");
    }

    @Override
    public SortedMap<String, Long> snapshot() {
      return new TreeMap<>(java.util.Map.of("seen", 7L));
    }
  }
}
