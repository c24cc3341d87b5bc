package dev.holdfast.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.platform.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EndingTest {
  @Test
  void the_stored_codes_are_stable() {
    assertThat(Arrays.stream(Ending.values()).map(Ending::code))
        .contains("signed_out", "revoked", "expired", "user_gone");
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void a_stored_code_is_read_back(Ending ending) {
    assertThat(Ending.ofCode(ending.code())).isEqualTo(ending);
  }

  @Test
  void each_ending_has_the_reason_that_a_later_check_gives() {
    assertThat(Ending.SIGNED_OUT.reason()).isEqualTo(Reason.SESSION_REVOKED);
    assertThat(Ending.REVOKED.reason()).isEqualTo(Reason.SESSION_REVOKED);
    assertThat(Ending.EXPIRED.reason()).isEqualTo(Reason.SESSION_EXPIRED);
    assertThat(Ending.USER_GONE.reason()).isEqualTo(Reason.USER_MISSING);
  }
}
