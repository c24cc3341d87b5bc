package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.log.LiveCounters;
import dev.holdfast.bootstrap.metrics.Metrics;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.bootstrap.trace.Tracing;
import dev.holdfast.domain.account.PasswordHasher;
import dev.holdfast.domain.token.TokenSigner;
import dev.holdfast.http.RequestMeter;
import dev.holdfast.http.RequestTracer;
import dev.holdfast.postgres.StatementListener;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Who watches this process, as far as the deployment asks for it; what it does not ask for is not
 * even loaded.
 *
 * @param metrics null: nobody may fetch any
 * @param tracing null: nobody is sent any
 */
record Observation(@Nullable Metrics metrics, @Nullable Tracing tracing) implements AutoCloseable {
  /** Nobody. */
  static final Observation NONE = new Observation(null, null);

  static Observation of(Configuration configuration, LiveCounters counters) {
    var traces = configuration.traces();
    return new Observation(
        configuration.metrics().isWanted() ? new Metrics(counters) : null,
        traces == null ? null : new Tracing(traces, InstantSource.system(), counters));
  }

  RequestMeter requests() {
    return metrics == null ? RequestMeter.NONE : metrics.requests();
  }

  RequestTracer tracer() {
    return tracing == null ? RequestTracer.NONE : tracing;
  }

  StatementListener statements() {
    var measured = metrics == null ? StatementListener.NONE : metrics.database();
    return tracing == null ? measured : new Both(measured, tracing);
  }

  PasswordHasher watched(PasswordHasher hasher) {
    return tracing == null ? hasher : tracing.timing(hasher);
  }

  TokenSigner watched(TokenSigner signer) {
    return tracing == null ? signer : tracing.timing(signer);
  }

  @Override
  public void close() {
    if (metrics != null) metrics.close();
    if (tracing != null) tracing.close();
  }

  /** Tells two listeners. */
  private record Both(StatementListener one, StatementListener other) implements StatementListener {
    @Override
    public void sent(String sql) {
      one.sent(sql);
      other.sent(sql);
    }

    @Override
    public void ended(String sql, long nanos) {
      one.ended(sql, nanos);
      other.ended(sql, nanos);
    }

    @Override
    public void waited(long nanos) {
      one.waited(nanos);
      other.waited(nanos);
    }

    @Override
    public void used(long nanos) {
      one.used(nanos);
      other.used(nanos);
    }
  }
}
