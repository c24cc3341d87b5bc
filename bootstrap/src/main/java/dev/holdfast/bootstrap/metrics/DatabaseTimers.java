package dev.holdfast.bootstrap.metrics;

import dev.holdfast.postgres.StatementListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** How long requests wait for connections, and keep them. */
final class DatabaseTimers implements StatementListener {
  private final Timer wait;
  private final Timer use;

  DatabaseTimers(MeterRegistry registry) {
    this.wait = Timing.of(Metric.DATABASE_WAIT, Tags.empty(), registry);
    this.use = Timing.of(Metric.DATABASE_USE, Tags.empty(), registry);
  }

  @Override
  public void sent(String sql) {}

  @Override
  public void waited(long nanos) {
    wait.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void used(long nanos) {
    use.record(nanos, TimeUnit.NANOSECONDS);
  }
}
