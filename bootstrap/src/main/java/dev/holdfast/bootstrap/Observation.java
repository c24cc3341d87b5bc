package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.log.LiveCounters;
import dev.holdfast.bootstrap.metrics.Metrics;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.http.RequestMeter;
import dev.holdfast.postgres.StatementListener;
import org.jspecify.annotations.Nullable;

/**
 * Who watches this process, as far as the deployment asks for it; what it does not ask for is not
 * even loaded.
 *
 * @param metrics null: nobody may fetch any
 */
record Observation(@Nullable Metrics metrics) implements AutoCloseable {
  /** Nobody. */
  static final Observation NONE = new Observation(null);

  static Observation of(Configuration configuration, LiveCounters counters) {
    return new Observation(configuration.metrics().isWanted() ? new Metrics(counters) : null);
  }

  RequestMeter requests() {
    return metrics == null ? RequestMeter.NONE : metrics.requests();
  }

  StatementListener statements() {
    return metrics == null ? StatementListener.NONE : metrics.database();
  }

  @Override
  public void close() {
    if (metrics != null) metrics.close();
  }
}
