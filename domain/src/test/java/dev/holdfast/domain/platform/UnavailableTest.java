package dev.holdfast.domain.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.platform.Unavailable.Effect;
import dev.holdfast.domain.platform.Unavailable.Part;
import org.junit.jupiter.api.Test;

final class UnavailableTest {
  @Test
  void says_which_part_could_not_answer_and_why() {
    assertThat(Unavailable.store("x", null).reason()).contains(Reason.STORE_UNAVAILABLE);
    assertThat(Unavailable.keys("x").reason()).contains(Reason.KEYS_UNAVAILABLE);
    assertThat(Unavailable.hashing("x").reason()).isEmpty();
  }

  @Test
  void a_lost_answer_is_told_from_a_call_that_had_no_effect() {
    assertThat(Unavailable.store("x", null).effect()).isEqualTo(Effect.NONE);
    assertThat(new Unavailable(Part.STORE, Effect.UNKNOWN, "x", null).effect())
        .isEqualTo(Effect.UNKNOWN);
  }

  @Test
  void keeps_its_cause() {
    var cause = new IllegalStateException("socket closed");

    assertThat(Unavailable.store("x", cause)).hasCause(cause);
  }
}
