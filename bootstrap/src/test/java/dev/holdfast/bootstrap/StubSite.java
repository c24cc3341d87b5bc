package dev.holdfast.bootstrap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;

/** A little web site on the loopback interface: an issuer's key set, or somebody's application. */
final class StubSite implements AutoCloseable {
  private final HttpServer server;

  private StubSite(int port, Function<HttpExchange, String> answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var body = answer.apply(exchange).getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  /** Answers every path with the same. */
  static StubSite saying(int port, String body) {
    return new StubSite(port, exchange -> body);
  }

  /** Answers with what it was asked: method, path, and each header in lower case. */
  static StubSite repeating() {
    return new StubSite(0, StubSite::request);
  }

  private static String request(HttpExchange exchange) {
    var text = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                values.forEach(
                    value ->
                        text.append('\n')
                            .append(name.toLowerCase(Locale.ROOT))
                            .append(": ")
                            .append(value)));
    return text.append('\n').toString();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
