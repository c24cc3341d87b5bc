package dev.holdfast.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SecretTest {
  private static final String VALUE = "throwaway-secret-for-spec-only-0123456789abcdef";

  @Test
  void never_prints_itself() {
    assertThat(new Secret(null, VALUE).toString())
        .isEqualTo("Secret[" + new Secret(null, VALUE).fingerprint() + "]")
        .doesNotContain("throwaway");
    assertThat(new Secret(2, VALUE).toString())
        .startsWith("Secret[version 2, ")
        .doesNotContain("throwaway");
  }

  @Test
  void a_fingerprint_tells_two_secrets_apart_and_does_not_depend_on_the_version() {
    var fingerprint = new Secret(null, VALUE).fingerprint();

    assertThat(fingerprint).isEqualTo("65bfc7c8");
    assertThat(new Secret(7, VALUE).fingerprint()).isEqualTo(fingerprint);
    assertThat(new Secret(null, VALUE + "x").fingerprint()).isNotEqualTo(fingerprint);
  }

  @Test
  void an_empty_secret_is_none() {
    assertThatThrownBy(() -> new Secret(null, "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Secret(-1, "x")).isInstanceOf(IllegalArgumentException.class);
  }
}
