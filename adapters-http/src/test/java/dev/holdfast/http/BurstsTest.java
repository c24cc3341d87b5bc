package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BurstsTest {
  private Instant now = Instant.EPOCH.plus(Duration.ofDays(1));
  private final Bursts bursts = new Bursts(() -> now);

  @Test
  void checklist_16_6_an_outage_of_30_s_at_100_requests_a_second_is_three_lines() {
    List<Long> told = new ArrayList<>();
    for (int request = 0; request < 3000; request++) {
      bursts.happened("store").ifPresent(told::add);
      now = now.plus(Duration.ofMillis(10));
    }
    assertThat(told).as("the number between is told with the next").containsExactly(0L, 999L, 999L);
  }

  @Test
  void another_kind_of_fault_is_told_at_once() {
    assertThat(bursts.happened("store")).hasValue(0);
    assertThat(bursts.happened("mail")).hasValue(0);
    assertThat(bursts.happened("mail")).isEmpty();
  }

  @Test
  void a_clock_that_is_set_back_silences_nothing() {
    assertThat(bursts.happened("store")).hasValue(0);
    now = now.minus(Duration.ofHours(1));
    assertThat(bursts.happened("store")).hasValue(0);
  }

  @Test
  void kinds_without_number_do_not_fill_the_memory() {
    for (int kind = 0; kind < 1_000; kind++) bursts.happened("kind " + kind);
    assertThat(bursts.happened("one more")).isEmpty();
    assertThat(bursts.happened("kind 1")).isEmpty();
    now = now.plus(Duration.ofMinutes(1));
    assertThat(bursts.happened("kind 1")).hasValue(1);
  }
}
