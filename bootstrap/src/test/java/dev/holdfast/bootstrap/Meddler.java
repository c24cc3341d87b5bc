package dev.holdfast.bootstrap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A proxy in front of a server that passes everything on but for what a test lets it change. */
final class Meddler implements AutoCloseable {
  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "content-length", "transfer-encoding", "host", "date", "upgrade");

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final int behind;
  private final Map<String, String> added = new ConcurrentHashMap<>();
  private final Map<String, byte[]> remembered = new ConcurrentHashMap<>();
  private volatile UnaryOperator<String> setCookie = line -> line;
  private volatile Map<String, String> answerHeaders = Map.of();
  private volatile boolean remembers;
  private volatile String redirect = "";

  Meddler(int port, int behind) {
    this.behind = behind;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  /** Adds a header to every request. */
  Meddler adding(String name, String value) {
    added.put(name, value);
    return this;
  }

  /** Changes every Set-Cookie line; an empty one is dropped. */
  Meddler rewriting(UnaryOperator<String> how) {
    setCookie = how;
    return this;
  }

  Meddler answering(String name, String value) {
    answerHeaders = Map.of(name, value);
    return this;
  }

  /** Gives the first answer of each session check to everybody. */
  Meddler remembering() {
    remembers = true;
    return this;
  }

  Meddler redirecting(String to) {
    redirect = to;
    return this;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!redirect.isEmpty()) {
        exchange.getResponseHeaders().add("location", redirect);
        exchange.sendResponseHeaders(308, -1);
        return;
      }
      var path = exchange.getRequestURI().toString();
      var answer = client.send(request(exchange, path), BodyHandlers.ofByteArray());
      headers(answer, exchange);
      byte[] body = body(path, answer);
      boolean empty = answer.statusCode() == 204 || answer.statusCode() == 304;
      exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : body.length);
      if (!empty) exchange.getResponseBody().write(body);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] body(String path, HttpResponse<byte[]> answer) {
    if (!remembers || !path.endsWith("/get-session")) return answer.body();
    return remembered.computeIfAbsent(path, first -> answer.body());
  }

  private HttpRequest request(HttpExchange exchange, String path) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + behind + path))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> values.forEach(value -> header(request, name, value)));
    added.forEach(request::header);
    return request.build();
  }

  private static void header(HttpRequest.Builder request, String name, String value) {
    if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) request.header(name, value);
  }

  private void headers(HttpResponse<byte[]> answer, HttpExchange exchange) {
    Map<String, List<String>> all = new TreeMap<>(answer.headers().map());
    all.forEach(
        (name, values) -> {
          if (HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) return;
          var kept = new ArrayList<>(values);
          if (name.equalsIgnoreCase("set-cookie")) kept.replaceAll(setCookie);
          kept.removeIf(String::isEmpty);
          if (!kept.isEmpty()) exchange.getResponseHeaders().put(name, kept);
        });
    answerHeaders.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
