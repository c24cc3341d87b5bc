package dev.holdfast.bootstrap.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.bootstrap.settings.Configuration.Result;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckReportTest {
  private static final String SECRET = "canary-9f8e7d6c5b4a39281706f5e4d3c2b1a0";
  private static final String NEXT = "canary-0a1b2c3d4e5f60718293a4b5c6d7e8f9";

  @TempDir private Path folder;

  private Result read(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("BETTER_AUTH_URL", "https://auth.example.com");
    settings.put("DATABASE_URL", "postgresql://ada:pass@db.example.com/auth");
    settings.put("BETTER_AUTH_SECRET", SECRET);
    for (int i = 0; i < more.length; i += 2) settings.put(more[i], more[i + 1]);
    return Configuration.read(settings, folder);
  }

  private CheckReport report(String... more) {
    return switch (read(more)) {
      case Result.Valid(var configuration) -> new CheckReport(configuration);
      case Result.Invalid(var problems) -> throw new AssertionError(problems);
    };
  }

  @Test
  void the_exact_set_cookie_line_is_shown_and_no_secret() {
    var lines = String.join("\n", report().lines());

    assertThat(lines)
        .contains(
            "Set-Cookie: __Secure-better-auth.session_token=TOKEN.SIGNATURE; Max-Age=604800;"
                + " Path=/; HttpOnly; Secure; SameSite=Lax\n")
        .contains("BETTER_AUTH_ISSUER=https://auth.example.com: follows from BETTER_AUTH_URL")
        .contains("HOLDFAST_COOKIE_SAMESITE=lax: the default")
        .contains("yes  sub-domains: https://*.example.com")
        .contains("no   another site: SameSite=Lax")
        .doesNotContain("canary", "pass@");
    assertThat(report().warnings()).isEmpty();
  }

  @Test
  void a_domain_prefix_and_same_site_show_in_the_line() {
    var lines =
        report(
                "HOLDFAST_COOKIE_DOMAIN", "example.com",
                "HOLDFAST_COOKIE_SAMESITE", "none",
                "HOLDFAST_COOKIE_PREFIX", "shop")
            .lines();

    assertThat(lines)
        .contains(
            "Set-Cookie: __Secure-shop.session_token=TOKEN.SIGNATURE; Max-Age=604800;"
                + " Domain=example.com; Path=/; HttpOnly; Secure; SameSite=None");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HOLDFAST_COOKIE_DOMAIN | other.com | does not contain the host",
        "HOLDFAST_COOKIE_DOMAIN | co.uk | does not contain the host",
        "HOLDFAST_COOKIE_DOMAIN | vercel.app | is a public suffix",
        "HOLDFAST_COOKIE_SECURE | off | none needs Secure",
        "HOLDFAST_COOKIE_DOMAIN | shop.vercel.app | begins with __Host-"
      })
  void what_browsers_would_drop_is_refused(String name, String value, String complaint) {
    var result =
        read(
            "BETTER_AUTH_URL",
            "https://shop.vercel.app",
            "HOLDFAST_COOKIE_SAMESITE",
            "none",
            "HOLDFAST_COOKIE_PREFIX",
            "__Host-shop",
            name,
            value);

    assertThat(result).isInstanceOf(Result.Invalid.class);
    assertThat(((Result.Invalid) result).problems().toString()).contains(name, complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BETTER_AUTH_TRUSTED_ORIGINS | https://app.other.com | is another site",
        "BETTER_AUTH_TRUSTED_ORIGINS | http://app.example.com | pages of http",
        "BETTER_AUTH_TRUSTED_ORIGINS | http://localhost:5173 | any program",
        "BETTER_AUTH_TRUSTED_ORIGINS | https://*.vercel.app | anybody can get such a name",
        "BETTER_AUTH_TRUSTED_ORIGINS | https://shop-*.vercel.app | anybody can get such a name",
        "HOLDFAST_COOKIE_SAMESITE | none | third parties",
        "HOLDFAST_COOKIE_DOMAIN | example.com | every host below it",
        "BETTER_AUTH_ISSUER | https://auth.example.com/ | differs only by the trailing slash",
        "BETTER_AUTH_JWKS_URL | http://auth.example.com/api/auth/jwks | the scheme",
      })
  void what_will_surprise_is_a_warning(String name, String value, String warning) {
    assertThat(report(name, value).warnings()).anyMatch(one -> one.contains(warning));
  }

  @Test
  void a_front_end_on_the_same_site_is_no_surprise() {
    var report =
        report("BETTER_AUTH_TRUSTED_ORIGINS", "https://app.example.com,https://*.example.com");

    assertThat(report.warnings()).isEmpty();
    assertThat(report.lines()).contains("  yes  https://*.example.com: the same site");
  }

  @Test
  void a_new_secret_that_is_put_first_is_warned_of_and_one_put_second_is_not() {
    assertThat(report("BETTER_AUTH_SECRETS", "2:" + NEXT + ",1:" + SECRET).warnings())
        .anyMatch(one -> one.contains("puts version 2 first"));
    assertThat(report("BETTER_AUTH_SECRETS", "1:" + SECRET + ",2:" + NEXT).warnings()).isEmpty();
  }
}
