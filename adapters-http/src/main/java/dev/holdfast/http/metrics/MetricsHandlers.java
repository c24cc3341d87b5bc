package dev.holdfast.http.metrics;

import dev.holdfast.http.Access;
import dev.holdfast.http.ApiError;
import dev.holdfast.http.Exchange;
import dev.holdfast.http.Route;
import dev.holdfast.http.platform.PlatformToken;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /metrics} in Prometheus' text form: on the management port to anybody, on the main
 * port to who has the token. To all others it does not exist (checklist 16.8).
 */
public final class MetricsHandlers {
  /** Of Prometheus' exposition formats, the one that every scraper reads. */
  static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PlatformToken token;
  private final Supplier<byte[]> measures;

  /**
   * @param token null: the main port has no such route
   */
  public MetricsHandlers(@Nullable String token, Supplier<byte[]> measures) {
    this.token = new PlatformToken(token);
    this.measures = measures;
  }

  public Route route() {
    return Route.get("/metrics", Access.ANYONE, this::metrics).rooted().onManagementPort();
  }

  private void metrics(Exchange exchange) {
    boolean known = exchange.cameByManagementPort() || token.isBroughtBy(exchange);
    if (known) exchange.answerText(TEXT, measures.get());
    else ApiError.NOT_FOUND.answer(exchange);
  }
}
