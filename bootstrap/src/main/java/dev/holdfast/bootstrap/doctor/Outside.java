package dev.holdfast.bootstrap.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Asks over the network as anybody would: redirects are shown and not followed. */
final class Outside implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** Names and values alternate. Throws {@link UncheckedIOException} where nobody answers. */
  Answer get(URI url, String... headers) {
    return send(HttpRequest.newBuilder(url).GET(), headers);
  }

  Answer post(URI url, String json, String... headers) {
    var body = BodyPublishers.ofString(json, StandardCharsets.UTF_8);
    return send(
        HttpRequest.newBuilder(url).header("content-type", "application/json").POST(body), headers);
  }

  Answer preflight(URI url, String origin) {
    return send(
        HttpRequest.newBuilder(url).method("OPTIONS", BodyPublishers.noBody()),
        "origin",
        origin,
        "access-control-request-method",
        "POST",
        "access-control-request-headers",
        "content-type");
  }

  private Answer send(HttpRequest.Builder request, String... headers) {
    if (headers.length > 0) request.headers(headers);
    request.timeout(PATIENCE).header("user-agent", "holdfast-doctor");
    var asked = Instant.now();
    try {
      var response = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(response, asked, Duration.between(asked, Instant.now()));
    } catch (IOException nobody) {
      throw new UncheckedIOException(nobody);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", stop));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
