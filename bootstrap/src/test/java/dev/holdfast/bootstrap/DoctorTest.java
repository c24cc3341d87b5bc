package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.command.DoctorOptions;
import dev.holdfast.bootstrap.doctor.Doctor;
import dev.holdfast.bootstrap.doctor.Doctor.Diagnosis;
import dev.holdfast.bootstrap.faults.rig.Nginx;
import dev.holdfast.bootstrap.report.Finding;
import dev.holdfast.bootstrap.report.Verdict;
import dev.holdfast.postgres.Sql;
import dev.holdfast.postgres.TestPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The doctor before real servers, healthy ones and one mistake at a time. */
final class DoctorTest {
  private static final String TOKEN = "a-token-of-the-doctor";

  @TempDir private Path folder;
  private final TestPostgres.Database place = TestPostgres.freshDatabase();
  private final int port = Nginx.port();
  private final String url = "http://localhost:" + port;

  private WiredServer server(int listening, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("BETTER_AUTH_URL", url);
    settings.put("PORT", Integer.toString(listening));
    settings.put("HOLDFAST_DOCTOR_TOKEN", TOKEN);
    for (int i = 0; i < more.length; i += 2) settings.put(more[i], more[i + 1]);
    return new WiredServer(place, folder, settings).listening();
  }

  private Diagnosis diagnose() {
    return new Doctor(new DoctorOptions(URI.create(url), null, TOKEN, false)).run();
  }

  private static List<Finding> wrong(Diagnosis diagnosis) {
    return diagnosis.findings().all().stream()
        .filter(one -> one.verdict() != Verdict.OK && one.verdict() != Verdict.SKIPPED)
        .toList();
  }

  private void assertNothingIsLeft() {
    for (var table : List.of("user", "account", "session", "holdfast_ended_session")) {
      assertThat(Sql.column(place, "select count(*)::text from \"" + table + "\""))
          .as(table)
          .containsExactly("0");
    }
  }

  @Test
  void a_healthy_deployment_is_proved_step_by_step_and_nothing_is_left() {
    try (var _ = server(port, "BETTER_AUTH_TRUSTED_ORIGINS", "http://localhost:5173")) {
      var diagnosis = diagnose();

      assertThat(wrong(diagnosis)).isEmpty();
      assertThat(diagnosis.isHealthy()).isTrue();
      assertThat(diagnosis.findings().all())
          .extracting(Finding::step)
          .containsExactly(
              "reached",
              "tls",
              "redirects",
              "health",
              "clock",
              "probe",
              "public url",
              "forwarded scheme",
              "forwarded host",
              "client address",
              "instances",
              "cors",
              "cors",
              "sign-in",
              "set-cookie",
              "browser",
              "cookie return",
              "caching",
              "jwks url",
              "token",
              "removal");
    }
    assertNothingIsLeft();
  }

  @Test
  void sign_up_that_is_off_keeps_nobody_from_proving() {
    try (var _ = server(port, "HOLDFAST_SIGN_UP", "off")) {
      assertThat(wrong(diagnose())).isEmpty();
    }
    assertNothingIsLeft();
  }

  @Test
  void without_the_token_the_probe_does_not_exist_and_nothing_else_is_tried() {
    try (var _ = server(port)) {
      var options = new DoctorOptions(URI.create(url), null, "another-token-of-16", false);
      var diagnosis = new Doctor(options).run();

      assertThat(wrong(diagnosis))
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.step()).isEqualTo("probe");
                assertThat(one.what()).contains("404");
                assertThat(one.mend()).contains("HOLDFAST_DOCTOR_TOKEN");
              });
    }
  }

  @Test
  void nobody_there_is_told_from_something_wrong() {
    var diagnosis = diagnose();

    assertThat(diagnosis.reached()).isFalse();
    assertThat(wrong(diagnosis)).extracting(Finding::step).containsExactly("reached");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BETTER_AUTH_URL | http://localhost:9 | public url | it is reached as",
        "BETTER_AUTH_URL | https://localhost:PORT | public url | differs only by the scheme",
        "BETTER_AUTH_JWKS_URL | http://localhost:1/jwks | jwks url | cannot be reached",
        "HOLDFAST_TRUSTED_PROXIES | 127.0.0.1 | client address | anybody can choose it",
      })
  void a_server_that_is_set_otherwise_is_found(
      String name, String value, String step, String what) {
    try (var _ = server(port, name, value.replace("PORT", Integer.toString(port)))) {
      assertThat(wrong(diagnose()))
          .anySatisfy(
              one -> {
                assertThat(one.step()).isEqualTo(step);
                assertThat(one.what()).contains(what);
                assertThat(one.mend()).isNotEmpty();
              });
    }
    assertNothingIsLeft();
  }

  private List<Finding> behind(java.util.function.UnaryOperator<Meddler> meddling) {
    int behind = Nginx.port();
    try (var _ = server(behind, "BETTER_AUTH_TRUSTED_ORIGINS", "http://localhost:5173");
        var proxy = new Meddler(port, behind)) {
      var _ = meddling.apply(proxy);
      return wrong(diagnose());
    } finally {
      assertNothingIsLeft();
    }
  }

  @Test
  void a_proxy_that_rewrites_cookies_is_found() {
    assertThat(behind(proxy -> proxy.rewriting(line -> line.replace("; HttpOnly", ""))))
        .anyMatch(one -> one.step().equals("set-cookie") && one.mend().contains("proxy_cookie"));
    assertThat(behind(proxy -> proxy.rewriting(line -> line + "; Domain=other.example")))
        .anyMatch(one -> one.step().equals("browser") && one.what().contains("other.example"));
    assertThat(behind(proxy -> proxy.rewriting(line -> "")))
        .anyMatch(one -> one.step().equals("set-cookie") && one.what().contains("none came"));
  }

  @Test
  void a_cache_in_between_is_found() {
    assertThat(behind(proxy -> proxy.answering("x-cache", "HIT")))
        .anyMatch(one -> one.step().equals("caching") && one.what().contains("from a cache"));
    assertThat(behind(Meddler::remembering))
        .anyMatch(one -> one.step().equals("caching") && one.what().contains("of another"));
    assertThat(behind(proxy -> proxy.answering("cache-control", "max-age=60")))
        .anyMatch(one -> one.step().equals("caching") && one.what().contains("max-age=60"));
  }

  @Test
  void a_proxy_that_answers_for_others_is_found() {
    assertThat(behind(proxy -> proxy.answering("access-control-allow-origin", "*")))
        .filteredOn(one -> one.step().equals("cors"))
        .hasSize(2);
    assertThat(behind(proxy -> proxy.redirecting("https://elsewhere.example/")))
        .anyMatch(one -> one.step().equals("redirects") && one.what().contains("elsewhere"));
  }

  @Test
  void an_untrusted_proxy_and_its_scheme_are_found() {
    assertThat(behind(proxy -> proxy.adding("x-forwarded-proto", "https")))
        .anyMatch(one -> one.step().equals("forwarded scheme"))
        .anyMatch(
            one ->
                one.step().equals("client address")
                    && one.mend().contains("HOLDFAST_TRUSTED_PROXIES=127.0.0.1"));
  }
}
