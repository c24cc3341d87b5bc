package dev.holdfast.bootstrap.faults.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * Sends requests as an application in front of the server does. Which instance is asked can be
 * changed at any time, as a load balancer does.
 */
public final class Caller implements AutoCloseable {
  /** Longer than any answer may take, so that a late one is seen as late. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final String origin;
  private volatile URI base;

  Caller(URI base, String origin) {
    this.base = base;
    this.origin = origin;
  }

  /** From now on this instance is asked. */
  public void turnTo(URI instance) {
    base = instance;
  }

  Answer get(String path, String cookie) {
    var request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    if (!cookie.isEmpty()) request.header("cookie", cookie);
    return send(request);
  }

  Answer post(String path, String body, String cookie) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .header("origin", origin)
            .POST(BodyPublishers.ofString(body));
    if (!cookie.isEmpty()) request.header("cookie", cookie);
    return send(request);
  }

  private Answer send(HttpRequest.Builder request) {
    long start = System.nanoTime();
    try {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          start,
          System.nanoTime(),
          answer.statusCode(),
          answer.body(),
          answer.headers().firstValue("retry-after").orElse(""),
          answer.headers().allValues("set-cookie"));
    } catch (IOException none) {
      return new Answer(start, System.nanoTime(), 0, none.toString(), "", List.of());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Answer(start, System.nanoTime(), 0, "interrupted", "", List.of());
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
