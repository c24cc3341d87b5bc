package dev.holdfast.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.log.LiveCounters;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private final LiveCounters counters = new LiveCounters();
  private final Metrics metrics = new Metrics(counters);

  @AfterEach
  void close() {
    metrics.close();
  }

  private String text() {
    return new String(metrics.text(), StandardCharsets.UTF_8);
  }

  @Test
  void what_the_port_counted_is_shown_by_outcome_and_reason() {
    counters.add("session_checks", "signed_in");
    counters.add("session_checks", "signed_in");
    counters.add("session_checks", "session_expired");
    counters.add("session_checks", "store_unavailable");
    counters.add("sign_in_refused", "wrong_password");
    counters.add("token_rejected", "token_issuer_mismatch");
    counters.add("database_lost", "all");
    assertThat(text())
        .contains(
            "holdfast_session_checks_total{outcome=\"signed_in\",reason=\"none\"} 2.0",
            "holdfast_session_checks_total{outcome=\"refused\",reason=\"session_expired\"} 1.0",
            "holdfast_session_checks_total{outcome=\"unavailable\",reason=\"store_unavailable\"}",
            "holdfast_sign_ins_total{outcome=\"refused\",reason=\"wrong_password\"} 1.0",
            "holdfast_token_checks_total{outcome=\"refused\",reason=\"token_issuer_mismatch\"}",
            "holdfast_events_total{event=\"database_lost\",reason=\"none\"} 1.0");
  }

  @Test
  void a_count_that_goes_on_is_shown_as_it_stands_at_each_look() {
    counters.add("log_lines_dropped", "INFO");
    assertThat(text()).contains("holdfast_log_lines_dropped_total{level=\"INFO\"} 1.0");

    counters.add("log_lines_dropped", "INFO");
    assertThat(text()).contains("holdfast_log_lines_dropped_total{level=\"INFO\"} 2.0");
  }

  @Test
  void requests_are_measured_by_route_method_and_class_of_status() {
    metrics.requests().answered("GET", "/api/auth/get-session", 200, millis(3));
    metrics.requests().answered("GET", "/api/auth/get-session", 204, millis(30));

    assertThat(text())
        .contains(
            "holdfast_http_requests_seconds_count"
                + "{method=\"GET\",route=\"/api/auth/get-session\",status=\"2xx\"} 2",
            "status=\"2xx\",le=\"0.005\"} 1");
  }

  @Test
  void checklist_16_8_no_caller_can_make_the_list_of_metrics_longer() {
    for (int i = 0; i < 1_000; i++) {
      metrics.requests().answered("METHOD" + i, null, 404, 1);
      metrics.requests().answered("GET", null, 404, 1);
    }

    assertThat(
            text().lines().filter(line -> line.startsWith("holdfast_http_requests_seconds_count")))
        .hasSize(2);
  }

  @Test
  void everything_that_is_shown_stands_in_the_table() {
    counters.add("signed_up", "all");
    counters.add("sign_up_refused", "email_taken");
    counters.add("token_issued", "all");
    counters.add("password_hash_refused", "full");
    counters.add("log_lines_withheld", "ERROR");
    metrics.requests().answered("GET", null, 404, 1);

    assertThat(text().lines().filter(line -> line.startsWith("# TYPE ")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(MetricNames.of(line.split(" ", -1)[2])).isNotEmpty());
  }

  private static long millis(long number) {
    return TimeUnit.MILLISECONDS.toNanos(number);
  }
}
