package dev.holdfast.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Sends bytes as they are and reads whatever comes back: no client library that would refuse to
 * send what an attacker sends. Bytes are written as Latin-1 text.
 */
public final class RawHttp {
  private static final int PATIENCE_MILLIS = 2_000;

  private final int port;

  public RawHttp(int port) {
    this.port = port;
  }

  /** One answer as it came. */
  public record Answer(int status, List<String> headers, String body) {
    public Optional<String> header(String name) {
      return all(name).stream().findFirst();
    }

    /** The values of all fields of this name, in the order in which they came. */
    public List<String> all(String name) {
      var start = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .toList();
    }
  }

  /** All that came back until the server closed, or was silent. */
  public record Conversation(List<Answer> answers, boolean closed) {
    public Answer only() {
      if (answers.size() != 1) throw new IllegalStateException("answers: " + answers);
      return answers.getFirst();
    }
  }

  /** A request with the usual headers; the connection is closed after the answer. */
  public Answer send(String method, String path, String headers, String body) {
    var length =
        body.isEmpty() && !method.equals("POST") ? "" : "Content-Length: " + body.length() + "\r\n";
    var request =
        "%s %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n%s%s\r\n%s"
            .formatted(method, path, port, length, headers, body);
    return converse(request).only();
  }

  public Answer get(String path, String headers) {
    return send("GET", path, headers, "");
  }

  public Answer post(String path, String headers, String body) {
    return send("POST", path, headers, body);
  }

  public Answer postJson(String path, String headers, String body) {
    return post(path, "Content-Type: application/json\r\n" + headers, body);
  }

  /** Sends and reads until the server closes or stays silent for two seconds. */
  public Conversation converse(String bytes) {
    return converse(bytes, PATIENCE_MILLIS);
  }

  public Conversation converse(String bytes, int patienceMillis) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(patienceMillis);
      try {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      } catch (IOException refusedEarly) {
        // The server may answer and close before all was sent; its answer is what counts.
      }
      return read(socket.getInputStream());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static Conversation read(InputStream in) {
    var all = new ByteArrayOutputStream();
    boolean closed = true;
    try {
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) all.write(buffer, 0, n);
    } catch (SocketTimeoutException silent) {
      closed = false;
    } catch (IOException reset) {
      // a reset closes as well
    }
    return new Conversation(answers(all.toString(StandardCharsets.ISO_8859_1)), closed);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** One character is one byte here, since lengths count bytes. */
  static List<Answer> answers(String text) {
    List<Answer> answers = new ArrayList<>();
    var rest = text;
    while (rest.startsWith("HTTP/")) {
      int end = rest.indexOf("\r\n\r\n");
      if (end < 0) break;
      var head = List.of(rest.substring(0, end).split("\r\n"));
      int status = Integer.parseInt(head.getFirst().split(" ", 3)[1]);
      var answer = new Answer(status, head.subList(1, head.size()), "");
      int length = answer.header("content-length").map(Integer::parseInt).orElse(0);
      int from = end + 4;
      int to = Math.min(rest.length(), from + length);
      byte[] body = rest.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
      answers.add(new Answer(status, head.subList(1, head.size()), utf8(body)));
      rest = rest.substring(to);
      if (status >= 100 && status < 200) answers.removeLast();
    }
    return answers;
  }
}
