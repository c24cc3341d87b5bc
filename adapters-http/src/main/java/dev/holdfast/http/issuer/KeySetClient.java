package dev.holdfast.http.issuer;

import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.token.IssuerKeys;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.http.json.MalformedJson;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches {@code BETTER_AUTH_JWKS_URL}: 200 or nothing, no redirect followed, at most {@link
 * #MOST_BYTES} and {@link #LONGEST} from the first byte sent to the last one read. Nothing that
 * comes back is believed but for texts of public keys.
 */
public final class KeySetClient implements IssuerKeys, AutoCloseable {
  static final int MOST_BYTES = 64 * 1024;
  static final Duration LONGEST = Duration.ofSeconds(3);
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final URI url;
  private final Duration longest;
  private final HttpClient client;

  public KeySetClient(URI url) {
    this(url, LONGEST);
  }

  KeySetClient(URI url, Duration longest) {
    this.url = url;
    this.longest = longest;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  @Override
  public List<PublicJwk> fetch() {
    var request =
        HttpRequest.newBuilder(url)
            .header("accept", "application/json, application/jwk-set+json")
            .header("user-agent", "holdfast")
            .build();
    // The request's own timeout ends with the headers; a body could drip for ever.
    var sent =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    return keys(answer(sent));
  }

  private HttpResponse<byte[]> answer(CompletableFuture<HttpResponse<byte[]>> sent) {
    try {
      return sent.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw away("has not answered within %d s".formatted(longest.toSeconds()));
    } catch (ExecutionException failed) {
      throw away(why(failed.getCause()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw away("was asked while this process stops");
    } finally {
      sent.cancel(true);
    }
  }

  private List<PublicJwk> keys(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status >= 300 && status < 400) {
      throw away("answers with a redirect (%d), which is not followed".formatted(status));
    }
    if (status != 200) throw away("answers with status " + status);
    try {
      return KeySet.read(answer.body());
    } catch (MalformedJson wrong) {
      throw away("answers with what is no key set: " + wrong.getMessage());
    }
  }

  private static String why(@Nullable Throwable cause) {
    return switch (cause) {
      case UnknownHostException _ -> "names an unknown host";
      case ConnectException refused when refused.getCause() instanceof UnresolvedAddressException ->
          "names an unknown host";
      case ConnectException _ -> "refuses the connection, or nobody listens there";
      case SSLException tls -> "cannot be trusted by TLS: " + tls.getMessage();
      case IOException broken when isTooLarge(broken) -> "answers with more than 64 KiB";
      case null, default -> "cannot be read: " + cause;
    };
  }

  /** The library has no type for it. */
  private static boolean isTooLarge(IOException broken) {
    return String.valueOf(broken.getMessage()).contains("capacity");
  }

  private Unavailable away(String why) {
    return Unavailable.keys(url + " " + why);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
