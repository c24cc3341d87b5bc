package dev.holdfast.domain.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private long now;
  private final Uptime uptime = () -> now;

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void outside_a_request_a_wait_is_as_long_as_it_may_be() {
    assertThat(Deadline.left(SECOND)).isEqualTo(SECOND);
  }

  @Test
  void a_wait_ends_with_the_request_and_never_before_it_began() {
    var left =
        Deadline.within(
            Duration.ofSeconds(5),
            uptime,
            () -> {
              pass(Duration.ofMillis(3_500));
              assertThat(Deadline.left(SECOND)).isEqualTo(SECOND);
              pass(SECOND);
              assertThat(Deadline.left(SECOND)).isEqualTo(Duration.ofMillis(500));
              pass(SECOND);
              return Deadline.left(SECOND);
            });

    assertThat(left).isZero();
    assertThat(Deadline.left(SECOND)).as("afterwards").isEqualTo(SECOND);
  }

  @Test
  void work_inside_other_work_has_no_more_time_than_that() {
    var left =
        Deadline.within(
            SECOND,
            uptime,
            () -> {
              pass(Duration.ofMillis(900));
              return Deadline.within(SECOND, uptime, () -> Deadline.left(SECOND));
            });

    assertThat(left).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void a_counter_that_wraps_around_changes_nothing() {
    now = Long.MAX_VALUE - 10;

    assertThat(Deadline.<Duration>within(SECOND, uptime, () -> Deadline.left(Duration.ofDays(1))))
        .isEqualTo(SECOND);
  }
}
