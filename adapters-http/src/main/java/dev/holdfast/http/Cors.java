package dev.holdfast.http;

import dev.holdfast.http.origin.Origins;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * Lets pages of exactly the trusted origins call with credentials; others get no header at all
 * (design "Where we differ", checklist 6.5). Needs nothing but the list of origins.
 */
final class Cors {
  private static final String METHODS = "GET, POST, OPTIONS";
  private static final String HEADERS = "content-type, authorization, x-request-id";
  private static final String EXPOSED = "x-request-id, retry-after, x-retry-after";
  private static final String SECONDS = "600";

  private final Origins origins;

  Cors(Origins origins) {
    this.origins = origins;
  }

  /** The headers of an actual answer. {@code Vary} is there for caches, whoever asks. */
  void decorate(Request request, HttpFields.Mutable answer) {
    answer.put("vary", "Origin");
    var origin = request.getHeaders().get("origin");
    if (origin == null || !isTrusted(request)) return;
    answer.put("access-control-allow-origin", origin);
    answer.put("access-control-allow-credentials", "true");
    if (!origin.equals(origins.own())) answer.put("access-control-expose-headers", EXPOSED);
  }

  /** Whether this is the question of a trusted page's browser; then it has been answered. */
  boolean answersPreflight(Request request, Response response) {
    boolean preflight =
        request.getMethod().equals("OPTIONS")
            && request.getHeaders().contains("access-control-request-method")
            && isTrusted(request);
    if (!preflight) return false;
    response.setStatus(204);
    var answer = response.getHeaders();
    answer.remove("access-control-expose-headers");
    answer.put("access-control-allow-methods", METHODS);
    answer.put("access-control-allow-headers", HEADERS);
    answer.put("access-control-max-age", SECONDS);
    return true;
  }

  private boolean isTrusted(Request request) {
    var given = request.getHeaders().getValuesList("origin");
    return given.size() == 1 && origins.trustsExactly(given.getFirst());
  }
}
