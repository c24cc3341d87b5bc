package dev.holdfast.http;

import dev.holdfast.domain.platform.Entropy;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The first of our code that a request meets: gives it an id and an address, its answer the headers
 * that every answer has, and turns away what no route should see (checklist 14.2, 14.12, 17.1,
 * 17.2).
 */
final class Entrance extends Handler.Wrapper {
  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

  private static final Set<String> HEADERS_OF_PROXIES =
      Set.of("forwarded", "x-forwarded-host", "x-forwarded-proto", "x-real-ip");

  private final Entropy entropy;
  private final ClientAddress addresses;
  private final Cors cors;
  private final AccessLog log;
  private final RequestTracer tracer;

  Entrance(
      Entropy entropy, ClientAddress addresses, Cors cors, AccessLog log, RequestTracer tracer) {
    this.tracer = tracer;
    this.entropy = entropy;
    this.addresses = addresses;
    this.cors = cors;
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var passage = begin(request);
    MDC.put(RequestId.LOG_KEY, passage.id().value());
    var traceId = passage.traceId();
    if (traceId != null) MDC.put(Passage.TRACE_KEY, traceId);
    passage.span().enter();
    try {
      decorate(request, response);
      Request.addCompletionListener(
          request, failure -> log.line(request, response.getStatus(), passage));
      int refusal = refusal(request);
      if (refusal != 0) {
        Response.writeError(request, response, callback, refusal);
        return true;
      }
      if (cors.answersPreflight(request, response)) {
        callback.succeeded();
        return true;
      }
      return super.handle(withoutOverride(request), response, callback);
    } finally {
      passage.span().leave();
      if (traceId != null) MDC.remove(Passage.TRACE_KEY);
      MDC.remove(RequestId.LOG_KEY);
    }
  }

  /** The passage of a request; one that Jetty refused before it came here gets its own. */
  Passage begin(Request request) {
    @Nullable Passage before = Passage.of(request);
    if (before != null) return before;
    var headers = request.getHeaders();
    var lines = headers.getValuesList("x-forwarded-for");
    var parent = TraceParent.of(headers.getValuesList(TraceParent.HEADER)).orElse(null);
    var span = tracer.begin(parent);
    var followed = span.traceId();
    var passage =
        new Passage(
            RequestId.of(headers.get(RequestId.HEADER), entropy),
            addresses.of(
                Request.getRemoteAddr(request),
                lines.isEmpty() ? null : String.join(",", lines),
                HEADERS_OF_PROXIES.stream().anyMatch(headers::contains)),
            System.nanoTime(),
            followed != null || parent == null ? followed : parent.traceId(),
            span,
            new AtomicReference<>(),
            new AtomicReference<>());
    passage.attachTo(request);
    return passage;
  }

  /** The headers of every answer; also called for errors, which start from none. */
  void decorate(Request request, Response response) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(RequestId.HEADER, begin(request).id().value());
    headers.put("x-content-type-options", "nosniff");
    headers.put("referrer-policy", "no-referrer");
    headers.put("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    headers.put("cache-control", "no-store");
    cors.decorate(request, headers);
  }

  void log(Request request, int status) {
    log.line(request, status, begin(request));
  }

  /**
   * Javalin would take the method from this header, so that a request is routed as what it is not;
   * nobody behind us sees it (bad input B10).
   */
  private static Request withoutOverride(Request request) {
    if (!request.getHeaders().contains(METHOD_OVERRIDE)) return request;
    var headers = HttpFields.build(request.getHeaders()).remove(METHOD_OVERRIDE).asImmutable();
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return headers;
      }
    };
  }

  /** The status of a request that is turned away here, or 0. */
  private static int refusal(Request request) {
    var headers = request.getHeaders();
    if (headers.size() > Limits.HEADERS) return 431;
    var scheme = request.getHttpURI().getScheme();
    // RFC 9112 §3.2.2: an absolute form for another scheme was not meant for this server.
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) return 400;
    var uri = request.getHttpURI().getPathQuery();
    if (uri != null && uri.length() > Limits.URI_BYTES) return 414;
    var transfer = headers.get("transfer-encoding");
    if (transfer != null) {
      boolean plain = transfer.toLowerCase(Locale.ROOT).equals("chunked");
      if (!plain || headers.getValuesList("transfer-encoding").size() > 1) return 501;
      // RFC 9112 §6.1: a transfer coding in HTTP/1.0 is a framing error.
      if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0) return 400;
    }
    if (headers.getLongField("content-length") > Limits.BODY_BYTES) return 413;
    var encoding = headers.getCSV("content-encoding", false);
    return encoding.stream().allMatch(coding -> coding.equalsIgnoreCase("identity")) ? 0 : 415;
  }
}
