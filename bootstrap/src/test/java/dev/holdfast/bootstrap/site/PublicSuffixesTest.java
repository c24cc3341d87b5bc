package dev.holdfast.bootstrap.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those that the list's maintainers give for its algorithm. */
final class PublicSuffixesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"com", "COM", "co.uk", "vercel.app", "test.ck", "公司.cn", "xn--55qx5d.cn", "local"})
  void names_below_which_anybody_can_get_a_domain_are_known(String domain) {
    assertThat(PublicSuffixes.contains(domain)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "shop.vercel.app", "www.ck", "city.kawasaki.jp"})
  void a_registered_domain_is_no_public_suffix(String domain) {
    assertThat(PublicSuffixes.contains(domain)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "auth.example.com, example.com",
    "example.com, example.com",
    "a.b.example.co.uk, example.co.uk",
    "shop-git-main.vercel.app, shop-git-main.vercel.app",
    "www.www.ck, www.ck",
    "b.test.ck, b.test.ck",
    "a.xn--55qx5d.cn, a.xn--55qx5d.cn"
  })
  void the_registered_domain_is_one_label_below_the_suffix(String host, String domain) {
    assertThat(PublicSuffixes.registrable(host)).hasValue(domain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"com", "vercel.app", "localhost", "192.0.2.7", "[::1]"})
  void a_suffix_and_an_address_have_none(String host) {
    assertThat(PublicSuffixes.registrable(host)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://auth.example.com, https://auth.example.com:443, SAME_ORIGIN",
    "https://app.example.com, https://auth.example.com, SAME_SITE",
    "https://app.example.com:8443, https://auth.example.com, SAME_SITE",
    "http://app.example.com, https://auth.example.com, CROSS_SITE",
    "https://app.other.com, https://auth.example.com, CROSS_SITE",
    "https://one.vercel.app, https://two.vercel.app, CROSS_SITE",
    "http://localhost:5173, http://localhost:3000, SAME_SITE",
    "myapp://, https://auth.example.com, UNKNOWN"
  })
  void pages_are_as_near_as_browsers_take_them(String page, String server, Closeness expected) {
    assertThat(Closeness.of(page, server)).isEqualTo(expected);
  }

  @Test
  void the_licence_travels_with_the_list() {
    assertThat(PublicSuffixes.class.getResource("public-suffixes.LICENSE.txt")).isNotNull();
  }
}
