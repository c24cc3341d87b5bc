package dev.holdfast.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.RawHttp;
import dev.holdfast.http.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricsHandlersTest {
  private static final String TOKEN = "a-token-of-the-monitoring-system";

  private static RawHttp.Answer asked(MetricsHandlers handlers, String headers) {
    try (var server = new TestServer(List.of(handlers.route()))) {
      return server.http().send("GET", "/metrics", headers, "");
    }
  }

  private static MetricsHandlers handlers(String token) {
    return new MetricsHandlers(token, () -> "up 1\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void who_has_the_token_gets_plain_text() {
    var answer = asked(handlers(TOKEN), "Authorization: Bearer " + TOKEN + "\r\n");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("up 1\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Bearer\r\n",
        "Authorization: Bearer a-token-of-the-monitoring-systen\r\n",
        "Authorization: Basic a-token-of-the-monitoring-system\r\n"
      })
  void checklist_16_8_for_anybody_else_it_does_not_exist(String header) {
    assertThat(asked(handlers(TOKEN), header).status()).isEqualTo(404);
    assertThat(asked(new MetricsHandlers(null, () -> new byte[0]), header).status()).isEqualTo(404);
  }
}
