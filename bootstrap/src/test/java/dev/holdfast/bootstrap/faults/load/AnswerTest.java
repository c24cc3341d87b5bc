package dev.holdfast.bootstrap.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the suite takes for what: a rig that sees no lie would prove nothing. */
final class AnswerTest {
  private static final String ERROR =
      "{\"message\":\"Temporarily unavailable\",\"code\":\"SERVICE_UNAVAILABLE\"}";
  private static final long SOON = Duration.ofMillis(3).toNanos();

  private static Answer answer(int status, String body, String retryAfter, String... cookies) {
    return new Answer(0, SOON, status, body, retryAfter, List.of(cookies));
  }

  @Test
  void null_401_403_and_a_cleared_cookie_are_false_to_who_is_signed_in() {
    assertThat(answer(200, "null", "").failure()).isEqualTo(Outcome.FALSE_IDENTITY);
    assertThat(answer(401, ERROR, "").failure()).isEqualTo(Outcome.FALSE_IDENTITY);
    assertThat(answer(403, ERROR, "").failure()).isEqualTo(Outcome.FALSE_IDENTITY);
    assertThat(answer(503, ERROR, "1", "session=; Max-Age=0").failure())
        .isEqualTo(Outcome.FALSE_IDENTITY);
  }

  @Test
  void a_503_says_in_json_what_it_is_and_in_retry_after_when_to_come_back() {
    assertThat(answer(503, ERROR, "5").failure()).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(answer(503, ERROR, "").failure()).isEqualTo(Outcome.MALFORMED);
    assertThat(answer(503, ERROR, "30").failure()).isEqualTo(Outcome.MALFORMED);
    assertThat(answer(503, "<html>", "1").failure()).isEqualTo(Outcome.MALFORMED);
  }

  @Test
  void no_answer_is_dropped_and_one_after_ten_seconds_is_late() {
    assertThat(answer(0, "reset", "").failure()).isEqualTo(Outcome.DROPPED);
    long late = Duration.ofSeconds(11).toNanos();
    assertThat(new Answer(0, late, 503, ERROR, "1", List.of()).failure()).isEqualTo(Outcome.LATE);
  }
}
