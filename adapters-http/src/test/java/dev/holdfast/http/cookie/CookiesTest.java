package dev.holdfast.http.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CookiesTest {
  private static final String SIGNED =
      "bhkdciIYrgdDMFqVWRQzQZmCM5XH9uKI.FX6gLOA4Xj1OFP5zLdkR9a5N3DFTmweqVg7wN6aX0xE=";
  private static final String ENCODED = SIGNED.replace("=", "%3D");
  private static final CookieAttributes PLAIN =
      new CookieAttributes("better-auth", false, CookieAttributes.SameSite.LAX, null);
  private static final CookieAttributes SECURE =
      new CookieAttributes("better-auth", true, CookieAttributes.SameSite.LAX, "example.com");

  @Test
  void vectors_signed_cookie_lines_are_those_of_the_reference() {
    assertThat(line(PLAIN, SIGNED, 604_800L))
        .isEqualTo(
            "better-auth.session_token="
                + ENCODED
                + "; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax");
    assertThat(line(PLAIN, SIGNED, null))
        .isEqualTo("better-auth.session_token=" + ENCODED + "; Path=/; HttpOnly; SameSite=Lax");
    assertThat(line(SECURE, SIGNED, 604_800L))
        .isEqualTo(
            "__Secure-better-auth.session_token="
                + ENCODED
                + "; Max-Age=604800; Domain=example.com; Path=/; HttpOnly; Secure; SameSite=Lax");
    assertThat(line(PLAIN, "", 0L))
        .isEqualTo("better-auth.session_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
  }

  @Test
  void checklist_5_2_a_host_prefix_stands_first_and_takes_no_domain() {
    var lax = CookieAttributes.SameSite.LAX;
    assertThat(line(new CookieAttributes("__Host-auth", true, lax, null), "x", null))
        .isEqualTo("__Host-auth.session_token=x; Path=/; HttpOnly; Secure; SameSite=Lax");
    assertThatThrownBy(() -> new CookieAttributes("__Host-auth", true, lax, "example.com"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CookieAttributes("__Host-auth", false, lax, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void checklist_5_5_no_cookie_lives_longer_than_browsers_keep_it() {
    assertThatThrownBy(() -> line(PLAIN, "x", SetCookie.LONGEST + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void values_are_encoded_as_javascript_does() {
    assertThat(SetCookie.encode("aZ09-_.!~*'()+/=: \u00e9\n"))
        .isEqualTo("aZ09-_.!~*'()%2B%2F%3D%3A%20%C3%A9%0A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1; a=2", "a=1;a=2", "x; a=1; a=2", " a = 1 ; a=2", "a=\"1\"; a=2"})
  void checklist_5_7_the_first_of_a_name_counts(String header) {
    assertThat(CookieHeader.parse(List.of(header)).value("a")).hasValue("1");
  }

  @Test
  void encoded_raw_and_broken_values_are_read() {
    var cookies = CookieHeader.parse(List.of("a=x%2By%3D; b=x+y=", "c=%zz; d=%00"));
    assertThat(cookies.value("a")).hasValue("x+y=");
    assertThat(cookies.value("b")).hasValue("x+y=");
    assertThat(cookies.value("c")).hasValue("%zz");
    assertThat(cookies.value("d")).hasValue("%00");
    assertThat(cookies.toString()).doesNotContain("x+y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", ".", ".a"})
  void a_value_without_a_dot_behind_something_is_not_signed(String value) {
    assertThat(SignedValue.parse(value)).isEmpty();
  }

  @Test
  void the_last_dot_parts_value_and_signature() {
    assertThat(SignedValue.parse("a.b.c")).hasValue(new SignedValue("a.b", "c"));
  }

  private static String line(CookieAttributes attributes, String value, @Nullable Long maxAge) {
    return new SetCookie(attributes.name("session_token"), value, maxAge, attributes).line();
  }
}
