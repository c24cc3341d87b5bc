package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The defence with a short patience: one second instead of ten. */
final class SlowClientsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  @BeforeEach
  void start() throws Exception {
    connector.addBean(new SlowClients(connector, PATIENCE.toNanos()));
    server.addConnector(connector);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void checklist_14_3_headers_that_drip_are_cut_off() throws IOException {
    assertThat(survives("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", "a")).isFalse();
  }

  @Test
  void checklist_14_3_a_body_that_drips_is_cut_off() throws IOException {
    var head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n";
    assertThat(survives(head, "a")).isFalse();
  }

  @Test
  void checklist_14_3_line_ends_before_a_request_are_cut_off() throws IOException {
    assertThat(survives("", "\r\n")).isFalse();
  }

  @Test
  void a_connection_that_rests_between_requests_is_left_alone() throws IOException {
    try (var socket = connect()) {
      send(socket, REQUEST);
      assertThat(silentFor(socket, PATIENCE.multipliedBy(3))).isTrue();
      send(socket, REQUEST);
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
  }

  /** Sends one drop after another for three times the patience. */
  private boolean survives(String start, String drop) throws IOException {
    try (var socket = connect()) {
      send(socket, start);
      for (int i = 0; i < 15; i++) {
        send(socket, drop);
        if (!silentFor(socket, Duration.ofMillis(200))) return false;
      }
      return true;
    } catch (IOException cut) {
      return false;
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** Reads away what comes; false if the server closed meanwhile. */
  private static boolean silentFor(Socket socket, Duration time) throws IOException {
    socket.setSoTimeout((int) time.toMillis());
    try {
      byte[] buffer = new byte[4096];
      int n = 0;
      while (n >= 0) n = socket.getInputStream().read(buffer);
      return false;
    } catch (SocketTimeoutException silent) {
      return true;
    }
  }
}
