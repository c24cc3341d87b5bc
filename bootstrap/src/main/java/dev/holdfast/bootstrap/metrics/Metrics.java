package dev.holdfast.bootstrap.metrics;

import dev.holdfast.application.token.SigningKeys;
import dev.holdfast.application.token.SigningKeys.Glance;
import dev.holdfast.bootstrap.log.LiveCounters;
import dev.holdfast.crypto.PermittedHasher;
import dev.holdfast.http.RequestMeter;
import dev.holdfast.postgres.Database;
import dev.holdfast.postgres.Load;
import dev.holdfast.postgres.StatementListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * All that this process measures, under the names of {@link Metric}. What happens is measured as it
 * happens; how things stand is looked at when somebody fetches.
 */
public final class Metrics implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final RequestTimers requests = new RequestTimers(registry);
  private final DatabaseTimers database = new DatabaseTimers(registry);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Counts counts;

  public Metrics(LiveCounters counters) {
    this.counts = new Counts(counters, registry);
    new JvmMemoryMetrics().bindTo(registry);
    collections.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  public RequestMeter requests() {
    return requests;
  }

  public StatementListener database() {
    return database;
  }

  /** Passwords that are hashed, or wait to be. */
  public void watch(PermittedHasher hasher) {
    gauge(Metric.HASHES_WAITING, Tags.empty(), hasher, PermittedHasher::waiting);
    gauge(Metric.HASHES_RUNNING, Tags.empty(), hasher, PermittedHasher::running);
  }

  /** Connections, the breaker before them, and the clock behind them. */
  public void watch(Database connected) {
    load("active", connected, Load::active);
    load("idle", connected, Load::idle);
    gauge(Metric.DATABASE_CONNECTIONS_MOST, Tags.empty(), connected, about -> about.load().most());
    gauge(
        Metric.DATABASE_CALLERS_WAITING, Tags.empty(), connected, about -> about.load().waiting());
    gauge(Metric.DATABASE_AWAY, Tags.empty(), connected, about -> about.isAway() ? 1 : 0);
    gauge(Metric.DATABASE_CLOCK, Tags.empty(), connected, about -> seconds(about.clockAhead()));
  }

  private void load(String state, Database connected, Function<Load, Integer> part) {
    gauge(
        Metric.DATABASE_CONNECTIONS,
        Tags.of("state", state),
        connected,
        about -> part.apply(about.load()));
  }

  /** Keys in memory; nothing is read for it. */
  public void watch(SigningKeys keys) {
    glance(Metric.SIGNING_KEYS, Tags.of("state", "usable"), keys, Glance::usable);
    glance(Metric.SIGNING_KEYS, Tags.of("state", "not_opened"), keys, Glance::notOpened);
    glance(Metric.SIGNING_KEYS_READ, Tags.empty(), keys, glance -> seconds(glance.readAge()));
    glance(Metric.SIGNING_KEY_AGE, Tags.empty(), keys, Metrics::signingAge);
  }

  private void glance(Metric metric, Tags tags, SigningKeys keys, ToDoubleFunction<Glance> part) {
    gauge(metric, tags, keys, about -> about.glance().map(part::applyAsDouble).orElse(Double.NaN));
  }

  private static double signingAge(Glance glance) {
    var age = glance.signingAge();
    return age == null ? Double.NaN : seconds(age);
  }

  /** All of it, in Prometheus' text form. */
  public byte[] text() {
    counts.refresh();
    return registry.scrape().getBytes(StandardCharsets.UTF_8);
  }

  private <T> void gauge(Metric metric, Tags tags, T about, ToDoubleFunction<T> value) {
    Gauge.builder(metric.text(), about, value)
        .description(metric.meaning())
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
