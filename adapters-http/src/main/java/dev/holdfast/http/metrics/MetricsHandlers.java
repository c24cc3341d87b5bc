package dev.holdfast.http.metrics;

import dev.holdfast.http.Access;
import dev.holdfast.http.ApiError;
import dev.holdfast.http.Exchange;
import dev.holdfast.http.Route;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /metrics} in Prometheus' text form: on the management port to anybody, on the main
 * port to who has the token. To all others it does not exist (checklist 16.8).
 */
public final class MetricsHandlers {
  /** Of Prometheus' exposition formats, the one that every scraper reads. */
  static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private static final String BEARER = "Bearer ";

  private final byte @Nullable [] token;
  private final Supplier<byte[]> measures;

  /**
   * @param token null: the main port has no such route
   */
  public MetricsHandlers(@Nullable String token, Supplier<byte[]> measures) {
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    this.measures = measures;
  }

  public Route route() {
    return Route.get("/metrics", Access.ANYONE, this::metrics).rooted().onManagementPort();
  }

  private void metrics(Exchange exchange) {
    boolean known =
        exchange.cameByManagementPort() || isKnown(exchange.header("authorization").orElse(""));
    if (known) exchange.answerText(TEXT, measures.get());
    else ApiError.NOT_FOUND.answer(exchange);
  }

  /** In a time that does not depend on how much of it is right (checklist 2.4). */
  private boolean isKnown(String authorization) {
    if (token == null || !authorization.startsWith(BEARER)) return false;
    var given = authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(given, token);
  }
}
