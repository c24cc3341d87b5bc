package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BreakerTest {
  private final List<Events.Event> events = new ArrayList<>();
  private long now = 1_000_000_000_000L;
  private final Breaker breaker = new Breaker(() -> now, events::add);

  private void pass(long millis) {
    now += Duration.ofMillis(millis).toNanos();
  }

  @Test
  void faults_rule_3_three_failures_within_a_second_turn_everybody_away_at_once() {
    breaker.failed("08006 gone");
    pass(400);
    breaker.failed("08006 gone");
    assertThatCode(breaker::admit).doesNotThrowAnyException();
    pass(400);
    breaker.failed("08006 gone again");

    assertThatThrownBy(breaker::admit)
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("08006 gone again");
    assertThat(events).containsExactly(new DatabaseEvent.Lost("08006 gone again"));
  }

  @Test
  void failures_with_a_success_between_or_with_time_between_are_single_ones() {
    for (int i = 0; i < 10; i++) {
      breaker.failed("57P01");
      breaker.failed("57P01");
      breaker.succeeded();
    }
    for (int i = 0; i < 10; i++) {
      pass(600);
      breaker.failed("57P01");
    }
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void it_tells_once_that_it_opened_and_once_what_the_outage_cost() {
    breaker.open("08001 refused");
    breaker.open("08001 refused");
    for (int i = 0; i < 7; i++) assertThatThrownBy(breaker::admit).isInstanceOf(Unavailable.class);
    pass(20_000);
    breaker.close();
    breaker.close();

    assertThatCode(breaker::admit).doesNotThrowAnyException();
    assertThat(events)
        .containsExactly(
            new DatabaseEvent.Lost("08001 refused"),
            new DatabaseEvent.Back(Duration.ofSeconds(20), 7));
  }

  @Test
  void a_statement_that_was_on_its_way_does_not_close_it() {
    breaker.open("08001 refused");
    breaker.succeeded();

    assertThat(breaker.isOpen()).isTrue();
  }

  @Test
  void it_knows_whether_anybody_still_wants_the_database() {
    breaker.open("08001 refused");
    pass(29_000);
    assertThat(breaker.isAskedFor(Duration.ofSeconds(30))).isTrue();
    pass(2_000);
    assertThat(breaker.isAskedFor(Duration.ofSeconds(30))).isFalse();
    assertThatThrownBy(breaker::admit).isInstanceOf(Unavailable.class);
    assertThat(breaker.isAskedFor(Duration.ofSeconds(30))).isTrue();
  }
}
