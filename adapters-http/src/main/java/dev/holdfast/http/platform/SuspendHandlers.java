package dev.holdfast.http.platform;

import dev.holdfast.http.Access;
import dev.holdfast.http.ApiError;
import dev.holdfast.http.Exchange;
import dev.holdfast.http.Route;
import dev.holdfast.http.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /internal/suspend}: a platform that says before it freezes a process lets go of the
 * database's connections with it. Does not exist without a token, nor for who has another one.
 */
public final class SuspendHandlers {
  private final PlatformToken token;
  private final Runnable release;

  /**
   * @param token null: the route does not exist
   */
  public SuspendHandlers(@Nullable String token, Runnable release) {
    this.token = new PlatformToken(token);
    this.release = release;
  }

  public Route route() {
    return Route.post("/internal/suspend", Access.ANYONE, this::suspend).rooted();
  }

  private void suspend(Exchange exchange) {
    if (!token.isBroughtBy(exchange)) {
      ApiError.NOT_FOUND.answer(exchange);
      return;
    }
    release.run();
    exchange.answer(new JsonObject().put("status", "released"));
  }
}
