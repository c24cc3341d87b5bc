package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.trace.Collector;
import dev.holdfast.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real wiring sends what it did to a collector. */
final class TracesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String SIGN_UP =
      "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"password\":\"correct horse\"}";

  @TempDir static Path folder;

  private final Collector collector = new Collector();

  @AfterEach
  void close() {
    collector.close();
  }

  private WiredServer server(String... more) {
    Map<String, String> settings = new java.util.HashMap<>();
    settings.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
    settings.put("OTEL_EXPORTER_OTLP_HEADERS", "x-token=a%20token");
    settings.put("OTEL_SERVICE_NAME", "auth-of-the-test");
    settings.put("OTEL_BSP_SCHEDULE_DELAY", "50");
    for (int i = 0; i < more.length; i += 2) settings.put(more[i], more[i + 1]);
    return new WiredServer(TestPostgres.freshDatabase(), folder, settings).listening();
  }

  @Test
  void a_callers_trace_goes_on_with_the_request_its_statements_and_its_hash() {
    try (var server = server()) {
      server.post("/sign-up/email", SIGN_UP, "traceparent", "00-%s-%s-01".formatted(TRACE, CALLER));

      var request = collector.await("POST /api/auth/sign-up/email");
      assertThat(Collector.text(request, "traceId")).isEqualTo(TRACE);
      assertThat(Collector.text(request, "parentSpanId")).isEqualTo(CALLER);
      assertThat(Collector.words(request))
          .contains("http.response.status_code", "holdfast.request_id");
      var id = Collector.text(request, "spanId");
      for (var part : new String[] {"SELECT user", "INSERT session", "password hash"}) {
        var span = collector.await(part);
        assertThat(Collector.text(span, "parentSpanId")).as(part).isEqualTo(id);
        assertThat(Collector.text(span, "traceId")).as(part).isEqualTo(TRACE);
        assertThat(Collector.text(span, "endTimeUnixNano"))
            .isGreaterThanOrEqualTo(Collector.text(span, "startTimeUnixNano"));
      }
      assertThat(collector.authorizations()).contains("a token");
      assertThat(collector.resources()).contains("auth-of-the-test");
    }
  }

  @Test
  void what_the_caller_does_not_record_is_not_recorded_here() {
    try (var server = server()) {
      server.get("/get-session", "traceparent", "00-%s-%s-00".formatted(TRACE, CALLER));
      server.get("/ok");

      assertThat(Collector.text(collector.await("GET /api/auth/ok"), "traceId"))
          .isNotEqualTo(TRACE);
      assertThat(server.counted()).isEmpty();
    }
  }

  @Test
  void a_collector_that_is_away_changes_no_answer() {
    collector.close();
    try (var server = server()) {
      assertThat(server.get("/ok").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void no_span_carries_what_came_from_the_caller() {
    try (var server = server()) {
      server.post("/sign-up/email", SIGN_UP.replace("ada@", "canary@"), "user-agent", "canary");
      server.get("/get-session?token=canary", "cookie", "better-auth.session_token=canary.canary");

      var spans =
          Stream.of("POST /api/auth/sign-up/email", "GET /api/auth/get-session")
              .map(collector::await)
              .flatMap(span -> Collector.words(span).stream());
      assertThat(spans)
          .contains("cookie_signature_invalid")
          .noneMatch(word -> word.contains("canary"));
    }
  }
}
