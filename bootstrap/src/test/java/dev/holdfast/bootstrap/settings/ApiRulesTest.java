package dev.holdfast.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.settings.Configuration.Result.Invalid;
import dev.holdfast.bootstrap.settings.Configuration.Result.Valid;
import dev.holdfast.domain.config.Mode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of {@code HOLDFAST_ROLE=api}. */
final class ApiRulesTest {
  private static final String ISSUER = "BETTER_AUTH_ISSUER";
  private static final String AUDIENCE = "BETTER_AUTH_AUDIENCE";
  private static final String JWKS_URL = "BETTER_AUTH_JWKS_URL";

  @TempDir private Path folder;

  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "HOLDFAST_ROLE",
              "api",
              ISSUER,
              "https://auth.example.com",
              AUDIENCE,
              "https://auth.example.com, my-api",
              JWKS_URL,
              "https://auth.example.com/api/auth/jwks"));

  @Test
  void it_needs_no_secret_no_database_and_no_public_url() {
    var configuration = valid();
    assertThat(configuration.mode()).as("by the https URLs").isEqualTo(Mode.PRODUCTION);
    assertThat(configuration.configuredSecrets()).isNull();
    assertThat(configuration.tokens().issuer()).isEqualTo("https://auth.example.com");
    assertThat(configuration.tokens().audience())
        .containsExactly("https://auth.example.com", "my-api");
    assertThat(configuration.jwksUrl()).isEqualTo("https://auth.example.com/api/auth/jwks");
    assertThat(configuration.report().read())
        .extracting(Configuration.Report.Line::name)
        .contains(ISSUER, AUDIENCE, JWKS_URL, "HOLDFAST_REASONS", "PORT")
        .doesNotContain("HOLDFAST_COOKIE_SAMESITE", "HOLDFAST_PASSWORD_MIN_LENGTH", "secrets");
  }

  @Test
  void whose_tokens_for_whom_and_by_which_keys_is_needed_in_every_mode() {
    settings.keySet().retainAll(List.of("HOLDFAST_ROLE"));
    assertThat(problems()).containsExactly(AUDIENCE, ISSUER, JWKS_URL);
    settings.put("HOLDFAST_ENV", "production");
    assertThat(problems()).containsExactly(AUDIENCE, ISSUER, JWKS_URL);
  }

  @ParameterizedTest
  @CsvSource({
    "https://auth.example.com, http://localhost:1/jwks, PRODUCTION",
    "http://localhost:1, https://auth.example.com/jwks, PRODUCTION",
    "http://localhost:1, http://localhost:1/jwks, DEVELOPMENT",
    "my-issuer, http://127.0.0.1:1/jwks, DEVELOPMENT"
  })
  void an_https_address_of_either_is_one_of_production(String issuer, String keys, Mode mode) {
    settings.put(ISSUER, issuer);
    settings.put(JWKS_URL, keys);
    var read = Configuration.read(settings, folder);
    if (read instanceof Valid(var configuration)) {
      assertThat(configuration.mode()).isEqualTo(mode);
    } else {
      assertThat(problems()).as("only the issuer is odd").containsExactly(ISSUER);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://auth.example.com/api/auth/jwks",
    "http://10.0.0.11:3000/api/auth/jwks",
    "http://auth.example.com/a%20b",
    "http://localhost.example.com/jwks"
  })
  void keys_do_not_come_unencrypted_from_another_machine(String url) {
    settings.put(JWKS_URL, url);
    assertThat(problems()).containsExactly(JWKS_URL);
    settings.put("HOLDFAST_ALLOW_INSECURE_HTTP", "on");
    assertThat(valid().report().remarks()).anyMatch(remark -> remark.contains("keys of their own"));
  }

  @Test
  void an_issuer_on_this_machine_with_keys_from_another_one_is_a_mistake() {
    settings.put(ISSUER, "http://localhost:3000");
    assertThat(problems()).containsExactly(ISSUER);
  }

  @ParameterizedTest
  @CsvSource({
    "BETTER_AUTH_ISSUER, http://auth.example.com, differs by the scheme",
    "BETTER_AUTH_ISSUER, https://www.auth.example.com, differs by www",
    "BETTER_AUTH_ISSUER, https://auth.example.com/, ends in a slash",
    "BETTER_AUTH_AUDIENCE, 'api, https://auth.example.com/', ends in a slash",
    "BETTER_AUTH_SECRET, kX9mQ2vR7tY4wZ8nB3cF6hJ1lP5sD0gA, leave it out",
    "DATABASE_URL, postgres://ada@db/app, leave it out"
  })
  void what_is_likely_to_be_meant_otherwise_is_said(String name, String value, String remark) {
    settings.put(name, value);
    assertThat(valid().report().remarks())
        .anyMatch(said -> said.contains(name) && said.contains(remark));
  }

  @Test
  void an_issuer_elsewhere_or_without_an_address_is_nothing_odd() {
    for (var issuer : List.of("https://id.example.org", "https://auth.example.com", "my-issuer")) {
      settings.put(ISSUER, issuer);
      assertThat(valid().report().remarks()).noneMatch(said -> said.contains(ISSUER));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BETTER_AUTH_JWKS_URL, auth.example.com/jwks",
    "BETTER_AUTH_JWKS_URL, https://ada:secret@auth.example.com/jwks",
    "BETTER_AUTH_JWKS_URL, file:///etc/jwks",
    "BETTER_AUTH_AUDIENCE, ','"
  })
  void what_cannot_be_meant_is_a_mistake(String name, String value) {
    settings.put(name, value);
    assertThat(problems()).containsExactly(name);
  }

  private Configuration valid() {
    return switch (Configuration.read(settings, folder)) {
      case Valid(var configuration) -> configuration;
      case Invalid(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private List<String> problems() {
    return switch (Configuration.read(settings, folder)) {
      case Valid(var configuration) -> throw new AssertionError("no mistake was found");
      case Invalid(var problems) -> problems.stream().map(Problem::setting).toList();
    };
  }
}
