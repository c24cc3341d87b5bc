package dev.holdfast.domain.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReasonTest {
  @Test
  void the_codes_are_stable() {
    assertThat(Arrays.stream(Reason.values()).map(Reason::code))
        .contains(
            "no_credentials",
            "cookie_name_mismatch",
            "cookie_malformed",
            "cookie_signature_invalid",
            "cookie_signed_by_retired_secret",
            "session_unknown",
            "session_revoked",
            "session_expired",
            "user_missing",
            "user_banned",
            "token_malformed",
            "token_signature_invalid",
            "token_key_unknown",
            "token_expired",
            "token_not_yet_valid",
            "token_issuer_mismatch",
            "token_audience_mismatch",
            "token_algorithm_refused",
            "origin_untrusted",
            "cookie_not_returned",
            "store_unavailable",
            "keys_unavailable");
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void each_has_one_sentence_for_a_person(Reason reason) {
    assertThat(reason.meaning()).matches("[A-Z][^.]+\\.");
  }
}
