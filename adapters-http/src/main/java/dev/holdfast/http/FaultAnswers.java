package dev.holdfast.http;

import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.http.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.slf4j.spi.NOPLoggingEventBuilder;

/**
 * What is answered when the fault is not the caller's: 503 with a time to come back, or 500; never
 * an identity fact (checklist 4.15). The cause is told once per burst (16.6).
 */
final class FaultAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(FaultAnswers.class);

  private final Entropy entropy;
  private final Counters counters;
  private final Bursts bursts;

  FaultAnswers(Entropy entropy, InstantSource clock, Counters counters) {
    this.entropy = entropy;
    this.counters = counters;
    this.bursts = new Bursts(clock);
  }

  void unavailable(Unavailable unavailable, Exchange exchange) {
    var reason = unavailable.reason();
    reason.ifPresent(exchange::reason);
    line(Level.WARN, unavailable.part() + " " + unavailable.effect())
        .addKeyValue("reason", reason.map(Reason::code).orElse(""))
        .addKeyValue("part", unavailable.part())
        .addKeyValue("effect", unavailable.effect())
        .addKeyValue("detail", unavailable.getMessage())
        .log("answered 503");
    ApiError.SERVICE_UNAVAILABLE.answer(exchange);
    exchange.retryAfter(1 + (entropy.bytes(1)[0] & 255) % 5); // not all clients at once
  }

  void fault(Exception failure, Exchange exchange) {
    line(Level.ERROR, failure.getClass().getName()).setCause(failure).log("answered 500");
    ApiError.INTERNAL_SERVER_ERROR.answer(exchange);
  }

  /** An {@link Error} in a handler: Javalin's own answer would be empty (checklist 14.13). */
  void error(HttpServletResponse response, Error error) {
    line(Level.ERROR, error.getClass().getName()).setCause(error).log("answered 500");
    try {
      if (response.isCommitted()) return;
      response.setStatus(500);
      response.setContentType("application/json");
      response.getOutputStream().write(Json.write(ApiError.INTERNAL_SERVER_ERROR.body()));
    } catch (IOException gone) {
      LOG.atDebug().setCause(gone).log("the client is gone");
    }
  }

  /** The line to be written; one that goes nowhere if this kind was told just now. */
  private LoggingEventBuilder line(Level level, String kind) {
    var untold = bursts.happened(kind);
    if (untold.isEmpty()) {
      counters.add("log_lines_withheld", level.name());
      return NOPLoggingEventBuilder.singleton();
    }
    var line = LOG.atLevel(level);
    long between = untold.getAsLong();
    return between == 0 ? line : line.addKeyValue("since_last_line", between);
  }
}
