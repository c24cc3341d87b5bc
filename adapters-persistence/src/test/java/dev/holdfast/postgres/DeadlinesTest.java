package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.platform.Deadline;
import dev.holdfast.domain.platform.Unavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeadlinesTest {
  @ParameterizedTest
  @CsvSource({
    // left for the request; lock, statement, socket
    "5000, 1500, 1500, 1800",
    "1800, 1500, 1500, 1800",
    "1000, 700, 700, 1000",
    "600, 300, 300, 600",
  })
  void a_statement_gets_no_more_than_is_left_and_the_database_answers_before_the_socket(
      long left, long lock, long statement, int socket) {
    var limits = Deadline.within(Duration.ofMillis(left), () -> 0, Deadlines.READ::now);

    assertThat(limits).isEqualTo(new Deadlines.Limits(lock, statement, socket));
  }

  @Test
  void a_write_waits_for_a_lock_for_less_time_than_for_its_statement() {
    assertThat(Deadlines.WRITE.now()).isEqualTo(new Deadlines.Limits(2_000, 3_000, 3_300));
  }

  @Test
  void nothing_is_begun_that_would_only_be_cut_off() {
    assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(599), () -> 0, Deadlines.WRITE::now))
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable -> assertThat(unavailable.effect()).isEqualTo(Unavailable.Effect.NONE));
  }
}
