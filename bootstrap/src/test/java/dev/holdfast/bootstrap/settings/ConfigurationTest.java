package dev.holdfast.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.bootstrap.settings.Configuration.Result;
import dev.holdfast.bootstrap.settings.Configuration.Result.Invalid;
import dev.holdfast.bootstrap.settings.Configuration.Result.Valid;
import dev.holdfast.domain.config.Mode;
import dev.holdfast.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationTest {
  private static final String STRONG = "kX9mQ2vR7tY4wZ8nB3cF6hJ1lP5sD0gA";
  private static final String OTHER = "Zr5uT8wQ1eY3iO6pA9sD2fG4hJ7kL0xC";

  @TempDir private Path folder;

  @Test
  void nothing_set_is_a_development_machine() {
    var configuration = valid(Map.of());
    assertThat(configuration.mode()).isEqualTo(Mode.DEVELOPMENT);
    assertThat(configuration.publicUrl().baseUrl()).isEqualTo("http://localhost:3000/api/auth");
    assertThat(configuration.database().isEmbedded()).isTrue();
    assertThat(configuration.cookies().secure()).isFalse();
    assertThat(configuration.listening().reasonsInHeader()).isTrue();
    assertThat(configuration.configuredSecrets()).isNull();
  }

  @Test
  void everything_follows_from_the_public_url() {
    var configuration = valid(production());
    assertThat(configuration.mode()).isEqualTo(Mode.PRODUCTION);
    assertThat(configuration.tokens().issuer()).isEqualTo("https://auth.example.com");
    assertThat(configuration.tokens().audience()).containsExactly("https://auth.example.com");
    assertThat(configuration.jwksUrl()).isEqualTo("https://auth.example.com/api/auth/jwks");
    assertThat(configuration.cookies().secure()).isTrue();
    assertThat(configuration.listening().reasonsInHeader()).isFalse();
    assertThat(configuration.report().read())
        .anyMatch(
            line -> line.name().equals("BETTER_AUTH_ISSUER") && line.origin().equals("derived"));
  }

  @ParameterizedTest
  @CsvSource({
    "HOLDFAST_ENV, production, PRODUCTION",
    "DATABASE_URL, postgres://ada@db/app, PRODUCTION",
    "BETTER_AUTH_URL, https://auth.example.com, PRODUCTION",
    "BASE_URL, https://auth.example.com, PRODUCTION",
    "BETTER_AUTH_URL, http://localhost:3000, DEVELOPMENT",
    "BASE_URL, /, DEVELOPMENT"
  })
  void the_environment_decides_the_mode(String name, String value, Mode mode) {
    var problems =
        switch (read(Map.of(name, value))) {
          case Valid valid -> List.<String>of();
          case Invalid(var all) -> all.stream().map(Problem::setting).toList();
        };
    assertThat(problems.contains("BETTER_AUTH_SECRET")).isEqualTo(mode == Mode.PRODUCTION);
  }

  @Test
  void every_mistake_is_reported_at_once_by_name() {
    var settings = new HashMap<>(production());
    settings.put("HOLDFAST_SESSION_EXPIRES_IN", "7 days");
    settings.put("HOLDFAST_LOG_LEVEL", "loud");
    settings.put("HOLDFAST_PASSWORD_MIN_LENGTH", "200");
    settings.put("HOLDFAST_TRUSTED_PROXIES", "10.0.0.0/33");
    settings.put("HOLDFAST_COOKIE_DOMAIN", "other.org");
    settings.put("HOLDFAST_SESION_UPDATE_AGE", "1d");
    settings.put("PORT", "70000");
    assertThat(problems(settings))
        .extracting(Problem::setting)
        .containsExactlyInAnyOrder(
            "HOLDFAST_SESSION_EXPIRES_IN",
            "HOLDFAST_LOG_LEVEL",
            "HOLDFAST_PASSWORD_MIN_LENGTH",
            "HOLDFAST_TRUSTED_PROXIES",
            "HOLDFAST_COOKIE_DOMAIN",
            "HOLDFAST_SESION_UPDATE_AGE",
            "PORT");
  }

  @ParameterizedTest
  @CsvSource({
    "HOLDFAST_SESION_EXPIRES_IN, HOLDFAST_SESSION_EXPIRES_IN",
    "BETTER_AUTH_TRUSTED_ORIGIN, BETTER_AUTH_TRUSTED_ORIGINS",
    "HOLDFAST_COOKIE_SAME_SITE, HOLDFAST_COOKIE_SAMESITE",
    "BETTER_AUTH_SECRET_FIEL, BETTER_AUTH_SECRET_FILE"
  })
  void an_unknown_name_is_refused_with_the_nearest_known_one(String wrong, String meant) {
    assertThat(problems(Map.of(wrong, "x")))
        .containsExactly(new Problem(wrong, "is no setting", "did you mean " + meant + "?"));
  }

  @Test
  void production_says_all_that_it_needs() {
    assertThat(problems(Map.of("HOLDFAST_ENV", "production")))
        .extracting(Problem::setting)
        .containsExactly("BETTER_AUTH_URL", "BETTER_AUTH_SECRET", "DATABASE_URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "better-auth-secret-12345678901234567890",
        "Tr0ub4dor&3",
        "                                        ",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabcabcabcabcabcabcabc"
      })
  void checklist_8_1_a_weak_secret_is_refused_in_production_and_warned_of_in_development(
      String weak) {
    var settings = new HashMap<>(production());
    settings.put("BETTER_AUTH_SECRET", weak);
    assertThat(problems(settings))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.setting()).isEqualTo("BETTER_AUTH_SECRET");
              assertThat(problem.toString()).doesNotContain(weak);
            });
    assertThat(valid(Map.of("BETTER_AUTH_SECRET", weak)).report().remarks())
        .anyMatch(remark -> remark.startsWith("BETTER_AUTH_SECRET "));
  }

  @Test
  void checklist_8_1_a_missing_secret_is_refused_in_production() {
    var settings = new HashMap<>(production());
    settings.remove("BETTER_AUTH_SECRET");
    assertThat(problems(settings))
        .extracting(Problem::setting, Problem::what)
        .containsExactly(tuple("BETTER_AUTH_SECRET", "is missing in production"));
  }

  @Test
  void several_secrets_are_read_with_the_current_one_first() {
    var settings = new HashMap<>(production());
    settings.remove("BETTER_AUTH_SECRET");
    settings.put("BETTER_AUTH_SECRETS", " 2: " + STRONG + " ,1:" + OTHER);
    assertThat(valid(settings).configuredSecrets()).isNotNull();
    assertThat(valid(settings).secrets(new FixedEntropy()).accepted())
        .containsExactly(new Secret(2, STRONG), new Secret(1, OTHER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nocolon", "x:" + STRONG, "1:", "1:" + STRONG + ",1:" + OTHER})
  void several_secrets_that_are_misspelt_are_refused(String text) {
    var settings = new HashMap<>(production());
    settings.put("BETTER_AUTH_SECRETS", text);
    assertThat(problems(settings)).extracting(Problem::setting).contains("BETTER_AUTH_SECRETS");
  }

  @Test
  void checklist_8_2_a_secret_may_stand_in_a_file() throws IOException {
    var file = Files.writeString(folder.resolve("s"), STRONG + "\n");
    var settings = new HashMap<>(production());
    settings.remove("BETTER_AUTH_SECRET");
    settings.put("BETTER_AUTH_SECRET_FILE", file.toString());
    assertThat(valid(settings).secrets(new FixedEntropy()).current())
        .isEqualTo(new Secret(null, STRONG));

    settings.put("BETTER_AUTH_SECRET", OTHER);
    assertThat(problems(settings))
        .extracting(Problem::what)
        .singleElement()
        .asString()
        .contains("set twice");
  }

  @Test
  void checklist_8_2_no_text_of_the_configuration_shows_a_secret() {
    var settings = new HashMap<>(production());
    settings.put("HOLDFAST_RETIRED_SECRETS", OTHER);
    settings.put("DATABASE_URL", "postgres://ada:canary-4711@db/app");
    assertThat(valid(settings).toString()).doesNotContain(STRONG, OTHER, "canary-4711");
    assertThat(valid(settings).report().toString()).doesNotContain(STRONG, OTHER, "canary-4711");

    settings.put("HOLDFAST_SMTP_URL", "smtp://canary-4712");
    settings.put("DATABASE_URL", "mysql://ada:canary-4711@db/app");
    settings.put("BETTER_AUTH_SECRETS", "canary-4713");
    settings.put("BETTER_AUTH_URL", "https://ada:canary-4714@auth.example.com");
    assertThat(problems(settings).toString()).doesNotContain("canary", STRONG, OTHER);
  }

  @Test
  void the_development_secret_is_made_once_and_for_its_owner_alone() throws IOException {
    var configuration = valid(Map.of("HOLDFAST_DATA_DIR", folder.resolve("data").toString()));
    var entropy = new FixedEntropy();
    var first = configuration.secrets(entropy);
    assertThat(configuration.secrets(entropy)).isEqualTo(first);
    var file = folder.resolve("data").resolve("secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void dot_env_lies_below_the_environment_and_counts_in_development_only() throws IOException {
    Files.writeString(
        folder.resolve(".env"),
        """
        # mine
        export PORT=4000
        HOLDFAST_LOG_LEVEL="debug" # loud
        DATABASE_URL='postgres://ada@db/app'
        """);
    var development = valid(Map.of("PORT", "5000"));
    assertThat(development.mode()).isEqualTo(Mode.DEVELOPMENT);
    assertThat(development.listening().port()).isEqualTo(5000);
    assertThat(development.logging().level()).isEqualTo(Choices.LogLevel.DEBUG);
    assertThat(development.database().isEmbedded()).isFalse();

    var production = valid(production());
    assertThat(production.listening().port()).isEqualTo(3000);
    assertThat(production.report().remarks()).contains(".env is not read in production");
  }

  @Test
  void dot_env_cannot_change_the_mode() throws IOException {
    Files.writeString(folder.resolve(".env"), "HOLDFAST_ENV=production\n");
    assertThat(problems(Map.of())).extracting(Problem::setting).containsExactly("HOLDFAST_ENV");
  }

  @Test
  void a_line_of_dot_env_that_is_none_is_named_by_its_number() throws IOException {
    Files.writeString(folder.resolve(".env"), "PORT=4000\ncanary-secret\n");
    assertThat(problems(Map.of()))
        .containsExactly(new Problem(".env", "line 2 is not understood", "NAME=value"));
  }

  @Test
  void checklist_5_4_plain_http_off_this_machine_needs_to_be_allowed_by_name() {
    var settings = new HashMap<>(production());
    settings.put("BETTER_AUTH_URL", "http://auth.example.com");
    assertThat(problems(settings)).extracting(Problem::setting).containsExactly("BETTER_AUTH_URL");

    settings.put("HOLDFAST_ALLOW_INSECURE_HTTP", "on");
    assertThat(valid(settings).report().remarks()).anyMatch(one -> one.contains("unencrypted"));
  }

  @ParameterizedTest
  @CsvSource({
    "HOLDFAST_COOKIE_DOMAIN, ple.com",
    "HOLDFAST_COOKIE_DOMAIN, com",
    "HOLDFAST_COOKIE_PREFIX, a=b",
    "HOLDFAST_COOKIE_PREFIX, __Secure-x",
    "HOLDFAST_SESSION_EXPIRES_IN, 401d",
    "HOLDFAST_TRUSTED_PROXIES, 0.0.0.0/0",
    "HOLDFAST_TRUSTED_PROXIES, proxy.example.com",
    "BETTER_AUTH_AUDIENCE, ','",
    "HOLDFAST_JWT_ALGORITHM, HS256"
  })
  void checklist_5_2_what_browsers_or_we_would_not_take_is_refused(String name, String value) {
    var settings = new HashMap<>(production());
    settings.put(name, value);
    assertThat(problems(settings)).extracting(Problem::setting).containsExactly(name);
  }

  @Test
  void checklist_5_2_a_host_prefix_with_a_domain_refuses_to_start() {
    var settings = new HashMap<>(production());
    settings.put("HOLDFAST_COOKIE_PREFIX", "__Host-auth");
    assertThat(valid(settings).cookies().prefix()).isEqualTo("__Host-auth");

    settings.put("HOLDFAST_COOKIE_DOMAIN", "example.com");
    assertThat(problems(settings))
        .extracting(Problem::setting)
        .containsExactly("HOLDFAST_COOKIE_PREFIX");
  }

  @Test
  void cookies_for_other_sites_need_https() {
    assertThat(problems(Map.of("HOLDFAST_COOKIE_SAMESITE", "none")))
        .extracting(Problem::setting)
        .containsExactly("HOLDFAST_COOKIE_SAMESITE");
  }

  @ParameterizedTest
  @CsvSource({
    "HOLDFAST_REQUIRE_EMAIL_VERIFICATION, off, on",
    "HOLDFAST_CHANGE_EMAIL, off, verified",
    "HOLDFAST_COOKIE_CACHE, off, jwt",
    "HOLDFAST_RATE_LIMIT, off, on"
  })
  void a_feature_that_comes_later_is_refused_by_name_and_its_absence_accepted(
      String name, String nothing, String something) {
    assertThat(read(Map.of(name, nothing))).isInstanceOf(Valid.class);
    assertThat(problems(Map.of(name, something)))
        .extracting(Problem::setting)
        .containsExactly(name);
  }

  @Test
  void how_connections_are_kept_can_be_said_in_so_many_words() {
    for (var mode : List.of("auto", "direct", "pooler", "serverless")) {
      var settings = Map.of("HOLDFAST_DATABASE_MODE", mode, "HOLDFAST_INSTANCES", "3");
      var database = valid(settings).database();
      assertThat(database.mode()).hasToString(mode.toUpperCase(Locale.ROOT));
      assertThat(database.instances()).isEqualTo(3);
    }
  }

  @Test
  void the_platforms_hook_needs_a_token_that_nobody_guesses() {
    var token = "k3yL0ngEn0ughF0rThis";
    var settings = Map.of("HOLDFAST_SUSPEND_TOKEN", token);
    assertThat(valid(settings).listening().suspendToken()).isEqualTo(token);
    assertThat(valid(settings).listening().toString()).doesNotContain(token);
    assertThat(problems(Map.of("HOLDFAST_SUSPEND_TOKEN", "short")))
        .extracting(Problem::setting)
        .containsExactly("HOLDFAST_SUSPEND_TOKEN");
  }

  @Test
  void a_default_that_asks_for_a_later_feature_is_said() {
    assertThat(valid(production()).report().remarks())
        .anyMatch(remark -> remark.contains("HOLDFAST_RATE_LIMIT"));
  }

  @Test
  void providers_are_refused_by_name_until_they_exist() {
    assertThat(problems(Map.of("HOLDFAST_OAUTH_GITHUB_CLIENT_ID", "x")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains("social sign-in"));
  }

  @Test
  void names_of_the_reference_that_mean_nothing_are_said_to_be_ignored() {
    assertThat(valid(Map.of("BETTER_AUTH_TELEMETRY", "0")).report().remarks())
        .containsExactly("BETTER_AUTH_TELEMETRY means nothing here and is ignored");
  }

  @Test
  void the_other_names_of_the_reference_count_in_its_order() {
    var settings =
        Map.of(
            "AUTH_SECRET", STRONG,
            "BASE_URL", "http://localhost:5000",
            "PUBLIC_BETTER_AUTH_URL", "http://localhost:4000");
    var configuration = valid(settings);
    assertThat(configuration.publicUrl().port()).isEqualTo(4000);
    assertThat(configuration.secrets(new FixedEntropy()).current().value()).isEqualTo(STRONG);
  }

  @Test
  void the_longest_life_of_a_session_is_none_beside_better_auth_unless_it_was_set() {
    var sessions = valid(Map.of()).sessions();
    assertThat(sessions.maxLifetime(true)).isEqualTo(Duration.ZERO);
    assertThat(sessions.maxLifetime(false)).isEqualTo(Duration.ofDays(30));
    var set = valid(Map.of("HOLDFAST_SESSION_MAX_LIFETIME", "90d")).sessions();
    assertThat(set.maxLifetime(true)).isEqualTo(Duration.ofDays(90));
  }

  @Test
  void an_empty_value_counts_as_not_set() {
    assertThat(valid(Map.of("DATABASE_URL", "", "HOLDFAST_SMTP_URL", "")).mode())
        .isEqualTo(Mode.DEVELOPMENT);
  }

  private static Map<String, String> production() {
    return Map.of(
        "BETTER_AUTH_URL", "https://auth.example.com",
        "DATABASE_URL", "postgres://ada@db/app",
        "BETTER_AUTH_SECRET", STRONG);
  }

  private Result read(Map<String, String> settings) {
    return Configuration.read(settings, folder);
  }

  private Configuration valid(Map<String, String> settings) {
    return switch (read(settings)) {
      case Valid(var configuration) -> configuration;
      case Invalid(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private List<Problem> problems(Map<String, String> settings) {
    return switch (read(settings)) {
      case Valid(var configuration) -> throw new AssertionError("no mistake was found");
      case Invalid(var problems) -> problems;
    };
  }
}
