package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.platform.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClockOffsetTest {
  private static final Duration QUICK = Duration.ofMillis(20);

  private Instant here = Instant.parse("2026-11-25T12:00:00Z");
  private final List<Events.Event> events = new ArrayList<>();
  private long uptime;
  private final ClockOffset offset = new ClockOffset(() -> here, () -> uptime, events::add);

  private void databaseIsAhead(Duration ahead) {
    var sent = here;
    here = here.plus(QUICK);
    offset.measure(sent.plus(QUICK.dividedBy(2)).plus(ahead), sent);
  }

  @Test
  void five_seconds_are_tolerated_and_not_followed() {
    databaseIsAhead(Duration.ofSeconds(5));

    assertThat(offset.ahead()).isEqualTo(Duration.ofSeconds(5));
    assertThat(offset.correction()).isZero();
    assertThat(events).isEmpty();
  }

  @Test
  void beyond_that_the_databases_clock_is_followed_in_either_direction_and_that_is_told_once() {
    for (var ahead : List.of(Duration.ofHours(1), Duration.ofMinutes(-1))) {
      events.clear();
      databaseIsAhead(ahead);
      databaseIsAhead(ahead.plusMillis(3));

      assertThat(offset.correction()).isEqualTo(ahead.plusMillis(3));
      assertThat(events).containsExactly(new DatabaseEvent.ClockDiffers(ahead));
    }
  }

  @Test
  void a_clock_that_was_mended_is_no_longer_corrected() {
    databaseIsAhead(Duration.ofHours(1));
    databaseIsAhead(Duration.ZERO);

    assertThat(offset.correction()).isZero();
  }

  @Test
  void one_that_drifts_away_is_told_of_and_does_not_flip_to_and_fro() {
    databaseIsAhead(Duration.ofMillis(4_999));
    databaseIsAhead(Duration.ofMillis(5_001));
    databaseIsAhead(Duration.ofMillis(4_999));

    assertThat(events).containsExactly(new DatabaseEvent.ClockDiffers(Duration.ofMillis(5_001)));
    assertThat(offset.correction()).isEqualTo(Duration.ofMillis(4_999));
    databaseIsAhead(Duration.ofMillis(3_999));
    assertThat(offset.correction()).isZero();
  }

  @Test
  void a_slow_answer_says_nothing_about_the_clock() {
    var sent = here;
    // A process that was frozen with the answer in its buffer sees nothing else.
    here = here.plus(Duration.ofHours(1));
    offset.measure(sent, sent);
    here = sent.minusSeconds(30);
    offset.measure(sent, sent);

    assertThat(offset.ahead()).isZero();
  }

  @Test
  void it_is_due_every_few_seconds_for_one_caller_and_at_once_in_the_beginning() {
    assertThat(offset.isDue()).isTrue();
    assertThat(offset.isDue()).isFalse();
    uptime += Duration.ofSeconds(5).toNanos();
    assertThat(offset.isDue()).isTrue();
  }
}
