package dev.holdfast.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearMissTest {
  private static final String EXPECTED = "https://auth.example.com";

  @ParameterizedTest
  @CsvSource({
    "https://auth.example.com/, the trailing slash",
    "http://auth.example.com, the scheme",
    "auth.example.com, the scheme",
    "https://auth.example.com:8443, the port",
    "https://auth.example.com:443, the port",
    "https://www.auth.example.com, www",
    "https://auth.example.com/api/auth, the path",
    "https://AUTH.example.com, upper and lower case",
    "' https://auth.example.com', spaces around it",
    "http://www.auth.example.com:3000/, 'the scheme and www and the port and the trailing slash'"
  })
  void says_by_what_alone_two_addresses_differ(String actual, String aspects) {
    assertThat(NearMiss.between(EXPECTED, actual)).hasValue("differs only by " + aspects);
  }

  @ParameterizedTest
  @CsvSource({
    "https://auth.example.com",
    "https://auth.example.org",
    "https://staging.example.com",
    "https://example.com",
    "https://auth.example.com.evil.example",
    "my-api",
    "''",
    "https://",
    "ftp://auth.example.com",
    "'https://auth.example.com?x=1'",
    "'{\"iss\":1}'"
  })
  void says_nothing_where_more_or_nothing_differs(String actual) {
    assertThat(NearMiss.between(EXPECTED, actual)).isEmpty();
  }

  @Test
  void names_that_are_no_addresses_have_their_near_misses_too() {
    assertThat(NearMiss.between("my-api", "My-API"))
        .hasValue("differs only by upper and lower case");
    assertThat(NearMiss.between("my-api", "my-api/"))
        .hasValue("differs only by the trailing slash");
    assertThat(NearMiss.between("my-api", "your-api")).isEmpty();
  }
}
