package dev.holdfast.domain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicUrlTest {
  @Test
  void everything_else_follows_from_it() {
    var url = PublicUrl.parse("https://auth.example.com");

    assertThat(url.origin()).isEqualTo("https://auth.example.com");
    assertThat(url.baseUrl()).isEqualTo("https://auth.example.com/api/auth");
    assertThat(url.jwksUrl()).isEqualTo("https://auth.example.com/api/auth/jwks");
    assertThat(url.isSecure()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://Auth.Example.com/,         https://auth.example.com,      /api/auth",
    "HTTPS://auth.example.com:443,      https://auth.example.com,      /api/auth",
    "http://localhost:80,               http://localhost,              /api/auth",
    "https://auth.example.com:80,       https://auth.example.com:80,   /api/auth",
    "http://localhost:3000,             http://localhost:3000,         /api/auth",
    "https://example.com/auth//,        https://example.com,           /auth",
    "https://example.com/v1/auth-x_y,   https://example.com,           /v1/auth-x_y",
    "http://[::1]:3000,                 http://[::1]:3000,             /api/auth",
  })
  void is_read_as_browsers_would(String text, String origin, String basePath) {
    var url = PublicUrl.parse(text);

    assertThat(url.origin()).isEqualTo(origin);
    assertThat(url.basePath()).isEqualTo(basePath);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "auth.example.com",
        "ftp://example.com",
        "//example.com",
        "https:example.com",
        "https://",
        "https:///path",
        "https://user@example.com",
        "https://user:secret@example.com",
        "https://example.com?x=1",
        "https://example.com#x",
        "https://example.com:0",
        "https://example.com:65536",
        "https://example.com:port",
        "https://example.com/a//b",
        "https://example.com/a/../b",
        "https://example.com/a/..",
        "https://example.com/./a",
        "https://example.com/a%2fb",
        "https://example.com/a%20b",
        "https://example.com/a b",
        "https://exa mple.com",
      })
  void what_is_no_plain_url_is_refused_by_name(String text) {
    assertThatThrownBy(() -> PublicUrl.parse(text))
        .isInstanceOfSatisfying(
            InvalidValue.class,
            refusal -> {
              assertThat(refusal.field()).isEqualTo("BETTER_AUTH_URL");
              assertThat(refusal.code()).isEqualTo("INVALID_URL");
              assertThat(refusal.getMessage()).doesNotContain("secret");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:3000,      true",
    "http://app.localhost,       true",
    "http://127.0.0.1:3000,      true",
    "http://127.1.2.3,           true",
    "http://[::1]:3000,          true",
    "http://example.com,         false",
    "http://localhost.evil.tld,  false",
    "http://127.0.0.1.evil.tld,  false",
    "http://10.0.0.1,            false",
    "http://0.0.0.0,             false",
  })
  void checklist_5_4_only_this_machine_is_loopback(String text, boolean loopback) {
    assertThat(PublicUrl.parse(text).isLoopback()).isEqualTo(loopback);
  }
}
