package dev.holdfast.bootstrap.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * Histograms of the table, all with the same buckets: half a millisecond to the 5 s of a request.
 */
final class Timing {
  private static final Duration[] BUCKETS =
      LongStream.of(500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000)
          .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
          .toArray(Duration[]::new);

  private static final Duration[] SLOW_BUCKETS = {
    Duration.ofSeconds(1), Duration.ofMillis(2_500), Duration.ofSeconds(5)
  };

  private Timing() {}

  static Timer of(Metric metric, Tags tags, MeterRegistry registry) {
    var buckets = new Duration[BUCKETS.length + SLOW_BUCKETS.length];
    System.arraycopy(BUCKETS, 0, buckets, 0, BUCKETS.length);
    System.arraycopy(SLOW_BUCKETS, 0, buckets, BUCKETS.length, SLOW_BUCKETS.length);
    return Timer.builder(metric.stem())
        .description(metric.meaning())
        .tags(tags)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }
}
