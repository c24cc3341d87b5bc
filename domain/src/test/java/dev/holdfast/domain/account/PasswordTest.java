package dev.holdfast.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordTest {
  @Test
  void checklist_1_5_one_password_typed_on_two_keyboards_is_one() {
    assertThat(new Password("cafe\u0301 noir").normalized())
        .isEqualTo(new Password("caf\u00e9 noir").normalized());
  }

  @ParameterizedTest
  @ValueSource(strings = {" leading", "trailing ", "\ttab", "line\n", "        ", "UPPER lower"})
  void checklist_1_5_nothing_is_trimmed_or_folded(String text) {
    assertThat(new Password(text).value()).isEqualTo(text);
    assertThat(new Password(text).normalized()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\ud800aaaaaaaa", "aaaaaaaa\ud83d", "aaaa\ude00aaaa", "\ude00\ud83daaaaaa"})
  void checklist_1_6_an_unpaired_surrogate_is_refused(String text) {
    assertThatThrownBy(() -> new Password(text))
        .isInstanceOfSatisfying(
            InvalidValue.class,
            refusal -> {
              assertThat(refusal.field()).isEqualTo("password");
              assertThat(refusal.code()).isEqualTo("INVALID_PASSWORD");
            });
  }

  @Test
  void checklist_1_3_passwords_that_differ_late_or_after_a_nul_stay_different() {
    assertThat(new Password("a".repeat(72) + "X").normalized())
        .isNotEqualTo(new Password("a".repeat(72) + "Y").normalized());
    assertThat(new Password("abc\u0000X").normalized())
        .isNotEqualTo(new Password("abc\u0000Y").normalized());
  }

  @Test
  void bad_input_e22_a_password_that_grows_eighteenfold_is_taken_whole() {
    assertThat(new Password("\ufdfa".repeat(128)).normalized()).hasSize(128 * 18);
  }

  @Test
  void emoji_and_what_joins_them_are_taken() {
    var family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";

    assertThat(new Password(family).normalized()).isEqualTo(family);
  }
}
