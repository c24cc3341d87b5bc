package dev.holdfast.http.platform;

import dev.holdfast.http.Access;
import dev.holdfast.http.ApiError;
import dev.holdfast.http.Exchange;
import dev.holdfast.http.Route;
import dev.holdfast.http.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /internal/suspend}: a platform that says before it freezes a process lets go of the
 * database's connections with it. Does not exist without a token, nor for who has another one.
 */
public final class SuspendHandlers {
  private static final String BEARER = "Bearer ";

  private final byte @Nullable [] token;
  private final Runnable release;

  /**
   * @param token null: the route does not exist
   */
  public SuspendHandlers(@Nullable String token, Runnable release) {
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    this.release = release;
  }

  public Route route() {
    return Route.post("/internal/suspend", Access.ANYONE, this::suspend).rooted();
  }

  private void suspend(Exchange exchange) {
    if (!isKnown(exchange.header("authorization").orElse(""))) {
      ApiError.NOT_FOUND.answer(exchange);
      return;
    }
    release.run();
    exchange.answer(new JsonObject().put("status", "released"));
  }

  /** In a time that does not depend on how much of it is right (checklist 4.4). */
  private boolean isKnown(String authorization) {
    if (token == null || !authorization.startsWith(BEARER)) return false;
    var given = authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(given, token);
  }
}
