package dev.holdfast.http.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.token.PublicJwk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that answers whatever a test says, byte by byte. */
final class KeySetClientTest {
  private static final String KEY =
      "{\"kid\":\"k\",\"kty\":\"OKP\",\"x\":\"AA\",\"alg\":\"EdDSA\"}";

  private final ServerSocket listening = listening();
  private volatile String requested = "";

  private static ServerSocket listening() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @AfterEach
  void stop() throws IOException {
    listening.close();
  }

  private URI url() {
    return URI.create("http://127.0.0.1:%d/jwks?x=1".formatted(listening.getLocalPort()));
  }

  /** Answers each connection with these bytes and, where it holds, does not end them. */
  private void answering(String bytes, boolean holds) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (true) {
                try (Socket socket = listening.accept()) {
                  var buffer = new byte[4096];
                  int read = socket.getInputStream().read(buffer);
                  requested = new String(buffer, 0, Math.max(read, 0), StandardCharsets.UTF_8);
                  var out = socket.getOutputStream();
                  out.write(bytes.getBytes(StandardCharsets.UTF_8));
                  out.flush();
                  if (holds && socket.getInputStream().read() >= 0) {
                    throw new IOException("nothing was to come");
                  }
                } catch (IOException closed) {
                  if (listening.isClosed()) return;
                }
              }
            });
  }

  private static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.getBytes(StandardCharsets.UTF_8).length, body);
  }

  private List<PublicJwk> fetch() {
    return fetch(url(), Duration.ofSeconds(2));
  }

  private static List<PublicJwk> fetch(URI url, Duration longest) {
    try (var client = new KeySetClient(url, longest)) {
      return client.fetch();
    }
  }

  private void assertAway(String why) {
    assertThatThrownBy(this::fetch)
        .isInstanceOfSatisfying(
            Unavailable.class, away -> assertThat(away.reason()).contains(Reason.KEYS_UNAVAILABLE))
        .hasMessageStartingWith(url() + " ")
        .hasMessageContaining(why);
  }

  @Test
  void reads_the_texts_that_public_keys_have_and_nothing_else() {
    answering(
        ok(
            """
            {"keys":[%s,7,{"kty":"OKP"},{"kid":8},
             {"kid":"p","kty":"RSA","d":"secret","k":"secret","n":"AA","e":[1],"x5c":["MII"]}],
             "more":true}\
            """
                .formatted(KEY)),
        false);

    assertThat(fetch())
        .extracting(PublicJwk::members)
        .containsExactly(
            Map.of("kid", "k", "kty", "OKP", "x", "AA", "alg", "EdDSA"),
            Map.of("kid", "p", "kty", "RSA", "n", "AA"));
    assertThat(requested)
        .startsWith("GET /jwks?x=1 HTTP/1.1\r\n")
        .containsIgnoringCase("accept: application/json")
        .doesNotContainIgnoringCase("authorization", "cookie", "upgrade");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{}",
        "{\"keys\":{}}",
        "{\"keys\":[]",
        "{\"keys\":[],\"keys\":[]}",
        "{\"keys\":[]} {}"
      })
  void what_is_no_key_set_is_none(String body) {
    answering(ok(body), false);
    assertAway("no key set");
  }

  @Test
  void a_redirect_is_not_followed() {
    answering(
        "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n".formatted(url()), false);
    assertAway("redirect (302)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"404 Not Found", "500 Oops", "503 Later", "204 Nothing"})
  void another_status_is_named(String status) {
    answering("HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n".formatted(status), false);
    assertAway("status " + status.substring(0, 3));
  }

  @Test
  void more_than_64_kib_are_not_read() {
    answering(ok("{\"keys\":[" + KEY + "]" + " ".repeat(KeySetClient.MOST_BYTES) + "}"), false);
    assertAway("more than 64 KiB");
  }

  @Test
  void a_body_that_breaks_off_is_none() {
    answering("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", false);
    assertAway("cannot be read");
  }

  @Test
  void a_body_that_does_not_end_is_given_up_in_time() {
    answering("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", true);
    assertAway("has not answered within 2 s");
  }

  @Test
  void silence_is_given_up_in_time() {
    assertThatThrownBy(() -> fetch(url(), Duration.ofMillis(300)))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("has not answered");
  }

  @Test
  void nobody_there_is_told_as_that() throws IOException {
    listening.close();
    assertAway("nobody listens there");
    assertThatThrownBy(
            () -> fetch(URI.create("http://nowhere.invalid/jwks"), Duration.ofSeconds(10)))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("http://nowhere.invalid/jwks");
  }

  @Test
  void who_speaks_no_tls_is_not_believed() {
    answering("nonsense", false);
    var https = URI.create("https://127.0.0.1:%d/jwks".formatted(listening.getLocalPort()));
    assertThatThrownBy(() -> fetch(https, Duration.ofSeconds(5)))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("TLS");
  }
}
