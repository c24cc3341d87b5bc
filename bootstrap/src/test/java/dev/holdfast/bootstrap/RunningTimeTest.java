package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunningTimeTest {
  private long monotonic = 5;
  private Instant wall = Instant.parse("2026-11-25T12:00:00Z");
  private final InstantSource clock = () -> wall;
  private final RunningTime time = new RunningTime(() -> monotonic, clock);
  private final List<Duration> thaws = new ArrayList<>();

  private void pass(Duration duration) {
    monotonic += duration.toNanos();
    wall = wall.plus(duration);
  }

  private void runFor(Duration duration) {
    for (var left = duration; left.isPositive(); left = left.minusMillis(500)) {
      pass(Duration.ofMillis(500));
      time.beat();
    }
  }

  @Test
  void time_in_which_the_process_runs_is_counted_in_full() {
    time.whenThawed(thaws::add);
    long begun = time.nanos();

    runFor(Duration.ofSeconds(30));

    assertThat(time.nanos() - begun).isEqualTo(Duration.ofSeconds(30).toNanos());
    assertThat(thaws).isEmpty();
  }

  @Test
  void time_in_which_it_was_frozen_is_left_out_and_whoever_asks_first_tells_of_it() {
    time.whenThawed(
        frozen -> {
          thaws.add(frozen);
          time.nanos(); // what is done at a thaw asks for the time as well
        });
    long begun = time.nanos();
    runFor(Duration.ofSeconds(1));
    pass(Duration.ofMinutes(5));

    assertThat(time.nanos() - begun).isEqualTo(Duration.ofMillis(1_500).toNanos());
    assertThat(thaws).containsExactly(Duration.ofMinutes(5));
    time.beat();
    assertThat(time.nanos() - begun).isEqualTo(Duration.ofMillis(1_500).toNanos());
    assertThat(thaws).hasSize(1);
  }

  @Test
  void it_never_goes_back() {
    long before = 0;
    for (int i = 0; i < 200; i++) {
      pass(i % 20 == 19 ? Duration.ofMinutes(2) : Duration.ofMillis(100));
      if (i % 5 == 0) time.beat();
      long now = time.nanos();
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
  }

  @Test
  void a_suspended_machine_whose_monotonic_clock_stood_still_is_known_by_the_wall_clock() {
    time.whenThawed(thaws::add);
    wall = wall.plus(Duration.ofMinutes(5));

    time.nanos();

    assertThat(thaws).containsExactly(Duration.ofMinutes(5));
  }

  @Test
  void a_wall_clock_that_is_set_back_is_no_freeze_and_moves_nothing() {
    time.whenThawed(thaws::add);
    long begun = time.nanos();
    wall = wall.minus(Duration.ofHours(1));
    runFor(Duration.ofSeconds(2));

    assertThat(time.nanos() - begun).isEqualTo(Duration.ofSeconds(2).toNanos());
    assertThat(thaws).isEmpty();
  }
}
