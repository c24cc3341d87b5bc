package dev.holdfast.bootstrap.trace;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What an OpenTelemetry collector is to us: takes spans in JSON over HTTP. */
public final class Collector implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpServer server;
  private final LinkedBlockingQueue<JsonValue.Obj> arriving = new LinkedBlockingQueue<>();
  private final List<JsonValue.Obj> spans = new ArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<String> services = new CopyOnWriteArrayList<>();

  public Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext(
        "/v1/traces",
        exchange -> {
          authorizations.add(
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-token")).orElse(""));
          take((JsonValue.Obj) Json.read(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What came in the header of each batch. */
  public List<String> authorizations() {
    return authorizations;
  }

  /** What each batch says of the process. */
  public List<String> resources() {
    return services;
  }

  /** Waits for a span of this name. */
  public JsonValue.Obj await(String name) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      for (var span : spans) if (text(span, "name").equals(name)) return span;
      try {
        var next = arriving.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) throw new AssertionError(name + " did not come: " + spans);
        spans.add(next);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stop);
      }
    }
  }

  /** A member that is a text; empty if it is none. */
  public static String text(JsonValue.Obj object, String name) {
    return object.member(name).orElse(null) instanceof JsonValue.Text(var value) ? value : "";
  }

  /** All words in it: names of members, texts and numbers. */
  public static List<String> words(JsonValue value) {
    return switch (value) {
      case JsonValue.Text(var text) -> List.of(text);
      case JsonValue.Array(var items) ->
          items.stream().flatMap(item -> words(item).stream()).toList();
      case JsonValue.Obj(var members) ->
          members.entrySet().stream()
              .flatMap(
                  one -> Stream.concat(Stream.of(one.getKey()), words(one.getValue()).stream()))
              .toList();
      default -> List.of(value.toString());
    };
  }

  private void take(JsonValue.Obj body) {
    for (var resource : list(body, "resourceSpans")) {
      resource.member("resource").ifPresent(of -> services.addAll(words(of)));
      for (var scope : list(resource, "scopeSpans")) arriving.addAll(list(scope, "spans"));
    }
  }

  private static List<JsonValue.Obj> list(JsonValue.Obj object, String name) {
    return object.member(name).orElse(null) instanceof JsonValue.Array(var members)
        ? members.stream().map(JsonValue.Obj.class::cast).toList()
        : List.of();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
