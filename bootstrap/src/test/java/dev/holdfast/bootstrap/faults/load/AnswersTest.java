package dev.holdfast.bootstrap.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** "Time to 99 %", as the figures mean it. */
final class AnswersTest {
  private static final Duration STRETCH = Duration.ofSeconds(10);

  /** A hundred answers a second for 20 s; those between two moments are failures. */
  private static Answers failingBetween(long fromMillis, long toMillis) {
    List<Probe> probes =
        LongStream.range(0, 2_000)
            .map(number -> number * 10)
            .mapToObj(
                at -> {
                  boolean fails = at >= fromMillis && at < toMillis;
                  long start = Duration.ofMillis(at).toNanos();
                  return new Probe(
                      Kind.CHECK,
                      start,
                      start + 1,
                      fails ? 503 : 200,
                      fails ? Outcome.UNAVAILABLE : Outcome.GOOD,
                      "");
                })
            .toList();
    return new Answers(probes);
  }

  @Test
  void it_is_the_start_of_the_stretch_in_which_every_second_is_good() {
    assertThat(failingBetween(0, 2_500).timeTo99(0, STRETCH)).hasValue(Duration.ofMillis(2_500));
    assertThat(failingBetween(0, 0).timeTo99(0, STRETCH)).hasValue(Duration.ZERO);
  }

  @Test
  void a_relapse_within_the_stretch_counts() {
    assertThat(failingBetween(5_000, 5_100).timeTo99(0, STRETCH))
        .hasValue(Duration.ofMillis(5_100));
    assertThat(failingBetween(15_000, 15_100).timeTo99(6_000_000_000L, STRETCH)).isEmpty();
  }
}
