package dev.holdfast.http.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.RawHttp;
import dev.holdfast.http.TestServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SuspendHandlersTest {
  private static final String TOKEN = "a-token-of-the-platform";

  private final AtomicInteger released = new AtomicInteger();

  private RawHttp.Answer asked(SuspendHandlers handlers, String headers) {
    try (var server = new TestServer(List.of(handlers.route()))) {
      return server.http().send("POST", "/internal/suspend", headers, "");
    }
  }

  @Test
  void who_has_the_token_lets_go_of_the_connections() {
    var answer =
        asked(
            new SuspendHandlers(TOKEN, released::incrementAndGet),
            "Authorization: Bearer " + TOKEN + "\r\n");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("released");
    assertThat(released).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Bearer\r\n",
        "Authorization: Bearer \r\n",
        "Authorization: Bearer a-token-of-the-platforn\r\n",
        "Authorization: Basic a-token-of-the-platform\r\n"
      })
  void for_anybody_else_it_does_not_exist(String header) {
    assertThat(asked(new SuspendHandlers(TOKEN, released::incrementAndGet), header).status())
        .isEqualTo(404);
    assertThat(asked(new SuspendHandlers(null, released::incrementAndGet), header).status())
        .isEqualTo(404);
    assertThat(released).hasValue(0);
  }
}
