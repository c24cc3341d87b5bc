package dev.holdfast.domain.account;

import static dev.holdfast.domain.account.PasswordPolicy.Refusal.PASSWORD_COMPROMISED;
import static dev.holdfast.domain.account.PasswordPolicy.Refusal.PASSWORD_TOO_LONG;
import static dev.holdfast.domain.account.PasswordPolicy.Refusal.PASSWORD_TOO_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.account.PasswordPolicy.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PasswordPolicyTest {
  private static final String EMOJI = "\ud83d\ude00";

  private final PasswordPolicy policy = new PasswordPolicy(8, 128, true);

  @Test
  void checklist_1_1_seven_characters_are_too_few_and_eight_enough() {
    assertThat(refusal("x".repeat(7))).contains(PASSWORD_TOO_SHORT);
    assertThat(refusal("x".repeat(8))).isEmpty();
  }

  @Test
  void checklist_1_1_four_emoji_are_not_eight_characters() {
    assertThat(refusal(EMOJI.repeat(4))).contains(PASSWORD_TOO_SHORT);
    assertThat(refusal(EMOJI.repeat(7))).contains(PASSWORD_TOO_SHORT);
    assertThat(refusal(EMOJI.repeat(8))).isEmpty();
  }

  @Test
  void checklist_1_2_the_maximum_counts_as_the_reference_does_and_nothing_is_cut() {
    assertThat(refusal("x".repeat(64))).isEmpty();
    assertThat(refusal("x".repeat(128))).isEmpty();
    assertThat(refusal("x".repeat(129))).contains(PASSWORD_TOO_LONG);
    assertThat(refusal(EMOJI.repeat(64))).isEmpty();
    assertThat(refusal(EMOJI.repeat(64) + "x")).contains(PASSWORD_TOO_LONG);
  }

  @Test
  void checklist_1_2_a_megabyte_is_too_long() {
    assertThat(policy.isTooLong(new Password("x".repeat(1_000_000)))).isTrue();
  }

  @Test
  void checklist_1_4_there_are_no_rules_of_composition() {
    assertThat(refusal("abcdefghijklmnopqrst")).isEmpty();
    assertThat(refusal(" ".repeat(8))).isEmpty();
  }

  @Test
  void checklist_1_7_a_common_password_is_refused_after_the_lengths() {
    BlockList everything = password -> true;

    assertThat(policy.refusal(new Password("password"), everything)).contains(PASSWORD_COMPROMISED);
    assertThat(policy.refusal(new Password("1234567"), everything)).contains(PASSWORD_TOO_SHORT);
    assertThat(policy.refusal(new Password("x".repeat(129)), everything))
        .contains(PASSWORD_TOO_LONG);
  }

  @Test
  void the_block_list_can_be_switched_off() {
    var lenient = new PasswordPolicy(8, 128, false);

    assertThat(lenient.refusal(new Password("password"), password -> true)).isEmpty();
  }

  @Test
  void a_policy_that_nobody_could_meet_is_none() {
    assertThatThrownBy(() -> new PasswordPolicy(0, 128, true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PasswordPolicy(9, 8, true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Optional<Refusal> refusal(String text) {
    return policy.refusal(new Password(text), password -> false);
  }
}
