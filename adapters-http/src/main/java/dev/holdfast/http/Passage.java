package dev.holdfast.http;

import dev.holdfast.domain.platform.Reason;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request from its first header on, whether or not it ever reaches a route. Lies
 * in an attribute of the request.
 *
 * @param clientAddress in the reference's form; empty if unknown
 * @param traceId of the trace that it belongs to, for log lines; null: it names none
 * @param span for whoever follows it
 * @param route the pattern of the route, once there is one
 * @param reason why it was refused, once it is
 */
record Passage(
    RequestId id,
    String clientAddress,
    long startedNanos,
    @Nullable String traceId,
    RequestTracer.Span span,
    AtomicReference<@Nullable String> route,
    AtomicReference<@Nullable Reason> reason) {
  /** The key of the trace's id in the log's context. */
  static final String TRACE_KEY = "traceId";

  private static final String ATTRIBUTE = Passage.class.getName();

  void attachTo(Request request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  static @Nullable Passage of(Request request) {
    return request.getAttribute(ATTRIBUTE) instanceof Passage passage ? passage : null;
  }
}
