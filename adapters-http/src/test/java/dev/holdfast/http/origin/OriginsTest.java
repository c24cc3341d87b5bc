package dev.holdfast.http.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginsTest {
  private final Origins origins =
      new Origins(
          "https://trusted.tld",
          List.of(
              "https://*.example.org",
              "http://localhost:*",
              "192.168.*.*",
              "*.preview.dev",
              "myapp://callback",
              "other://",
              "deep://host/path"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://trusted.tld",
        "https://trusted.tld:443",
        "https://trusted.tld/deep/path?q=1#f",
        "https://foo.example.org",
        "https://a.b.example.org",
        "http://localhost:3000",
        "http://192.168.1.7",
        "https://x.preview.dev",
        "myapp://callback",
        "MYAPP://callback/deeper",
        "other://anything/at/all",
        "deep://host/path",
        "deep://host/path/below"
      })
  void what_is_configured_is_trusted(String url) {
    assertThat(origins.trusts(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://trusted.tld.evil.tld",
        "https://eviltrusted.tld",
        "https://trusted.tld@evil.tld",
        "https://evil.tld@trusted.tld",
        "https://trusted.tld%40evil.tld",
        "https://trusted.tld.",
        "https://trusted.tld:8443",
        "https://trusted.tld, https://evil.tld",
        "http://trusted.tld",
        "https:evil.tld",
        "https:/evil.tld",
        "https:///evil.tld",
        "https:trusted.tld",
        " https://trusted.tld",
        "\thttps://trusted.tld",
        "https://trusted.tld\u0000",
        "https://evil.tld\\.trusted.tld",
        "https://evil.tld;trusted.tld",
        "https://tru\u017fted.tld",
        "https://trusted\u3002tld",
        "https://example.org",
        "https://evil.tld/.example.org",
        "https://evilexample.org",
        "http://192.168.evil.tld",
        "myapp://callback.evil.tld",
        "myapp://callback/../evil",
        "myapp://callback/%2e%2e/evil",
        "deep://host/pathology",
        "deep://host/other",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "null",
        ""
      })
  void checklist_6_8_what_only_looks_like_it_is_not(String url) {
    assertThat(origins.trusts(url)).isFalse();
    assertThat(origins.trustsReturnTo(url)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dashboard", "/a-b_c.d/e?x=1&y=a%20b", "/p?e=a%40b.c", "/p?n=//x", "/"})
  void plain_paths_may_be_returned_to(String path) {
    assertThat(origins.trustsReturnTo(path)).isTrue();
    assertThat(origins.trusts(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.tld",
        "/\\evil.tld",
        "\\/evil.tld",
        "\\\\evil.tld",
        "///evil.tld",
        "////evil.tld/..",
        "/..//evil.tld",
        "/.//evil.tld",
        "/%2e%2e//evil.tld",
        "/x/..//evil.tld",
        "/x/..%2f..%2f/evil.tld",
        "/a%5Cb",
        "/a\nb",
        "/a\u0085b"
      })
  void checklist_6_7_paths_that_leave_us_may_not(String path) {
    assertThat(origins.trustsReturnTo(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTPS://trusted.tld", "https://TRUSTED.tld", "https://trusted.tld/", "/x"})
  void checklist_6_5_only_an_origin_as_browsers_write_it_is_echoed(String origin) {
    assertThat(origins.trustsExactly(origin)).isFalse();
    assertThat(origins.trustsExactly("https://trusted.tld")).isTrue();
  }

  @Test
  void checklist_14_16_long_addresses_are_refused_at_once() {
    assertThat(origins.trustsReturnTo("/" + "?".repeat(60_000))).isFalse();
    assertThat(origins.trusts("https://" + "a.".repeat(30_000) + "example.org")).isFalse();
  }
}
