package dev.holdfast.http.health;

import dev.holdfast.domain.platform.Counters;
import dev.holdfast.http.Access;
import dev.holdfast.http.ApiError;
import dev.holdfast.http.Draining;
import dev.holdfast.http.Exchange;
import dev.holdfast.http.Route;
import dev.holdfast.http.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Liveness, readiness and start-up, for orchestrators. Tells names and numbers only. */
public final class HealthHandlers {
  private static final Logger LOG = LoggerFactory.getLogger(HealthHandlers.class);

  private final List<Check> checks;
  private final BooleanSupplier started;
  private final Draining draining;
  private final Counters counters;
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  /**
   * Asks nothing yet.
   *
   * @param started whether the start is over
   */
  public HealthHandlers(
      List<Check> checks, BooleanSupplier started, Draining draining, Counters counters) {
    this.checks = List.copyOf(checks);
    this.started = started;
    this.draining = draining;
    this.counters = counters;
  }

  /** The rows for the table of routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/health/live", Access.ANYONE, HealthHandlers::live).rooted(),
        Route.get("/health/ready", Access.ANYONE, this::ready).rooted(),
        Route.get("/health/startup", Access.ANYONE, this::startup).rooted());
  }

  private static void live(Exchange exchange) {
    exchange.answer(new JsonObject().put("status", "live"));
  }

  private void startup(Exchange exchange) {
    if (started.getAsBoolean()) exchange.answer(new JsonObject().put("status", "started"));
    else unready(exchange, "starting", new JsonObject());
  }

  private void ready(Exchange exchange) {
    var states = new JsonObject();
    boolean bad = false;
    for (Check check : checks) {
      var result = ask(check);
      states.put(check.name(), result.toString());
      bad |= result.state() == Check.State.BAD;
    }
    if (draining.hasBegun()) unready(exchange, "stopping", states);
    else if (!started.getAsBoolean()) unready(exchange, "starting", states);
    else if (bad) unready(exchange, "not ready", states);
    else {
      exchange.answer(
          new JsonObject()
              .put("status", "ready")
              .put("checks", states)
              .put("counters", counters.snapshot()));
    }
  }

  /** The members of every error first, then what failed. */
  private void unready(Exchange exchange, String status, JsonObject states) {
    exchange
        .withHeader("retry-after", "1")
        .answer(
            503,
            ApiError.SERVICE_UNAVAILABLE
                .body()
                .put("status", status)
                .put("checks", states)
                .put("counters", counters.snapshot()));
  }

  private Check.Result ask(Check check) {
    try {
      var result = check.result().get();
      tell(check, result.state() == Check.State.BAD, "bad");
      return result;
    } catch (RuntimeException failed) {
      tell(check, true, String.valueOf(failed.getMessage()));
      return new Check.Result(Check.State.BAD, Duration.ZERO);
    }
  }

  /** Once for each turn, however often an orchestrator asks (checklist 16.6). */
  private void tell(Check check, boolean fails, String detail) {
    if (fails && failing.add(check.name())) {
      LOG.atWarn()
          .addKeyValue("check", check.name())
          .addKeyValue("detail", detail)
          .log("a check fails");
    }
    if (!fails && failing.remove(check.name())) {
      LOG.atInfo().addKeyValue("check", check.name()).log("a check succeeds again");
    }
  }
}
