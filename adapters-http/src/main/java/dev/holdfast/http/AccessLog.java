package dev.holdfast.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request, with the reason if it was refused: no query, no path but the route's
 * pattern, no header (checklist 16.4).
 */
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.http.access");
  private static final String NO_ROUTE = "-";

  private final RequestMeter meter;

  AccessLog(RequestMeter meter) {
    this.meter = meter;
  }

  void line(Request request, int status, Passage passage) {
    var route = passage.route().get();
    long nanos = System.nanoTime() - passage.startedNanos();
    var method = String.valueOf(request.getMethod());
    meter.answered(method, route, status, nanos);
    var reason = passage.reason().get();
    var answered = new RequestTracer.Answered(method, route, status, reason, passage.id());
    passage.span().end(answered);
    var line = LOG.atInfo();
    if (reason != null) line = line.addKeyValue("reason", reason.code());
    var traceId = passage.traceId();
    if (traceId != null) line = line.addKeyValue(Passage.TRACE_KEY, traceId);
    line.addKeyValue("method", Printable.origin(method))
        .addKeyValue("route", route == null ? NO_ROUTE : route)
        .addKeyValue("status", status)
        .addKeyValue("duration_ms", TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0)
        .addKeyValue(RequestId.LOG_KEY, passage.id().value())
        .addKeyValue("client", passage.clientAddress())
        .log("request");
  }
}
