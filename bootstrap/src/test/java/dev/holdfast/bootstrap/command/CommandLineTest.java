package dev.holdfast.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.settings.Configuration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {
  @TempDir private Path folder;

  private final List<String> done = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "'', serve",
    "serve, serve",
    "train, train",
    "migrate, migrate",
    "secrets rewrap, rewrap",
    "keys replace, replace",
    "audit export, export null null",
    "audit export --since 2026-11-25 --until 2026-11-25T10:00:00Z, export 2026-11-25T00:00:00Z"
        + " 2026-11-25T10:00:00Z",
    "audit verify, verify null false",
    "audit verify --json, verify null true",
    "trace ada@example.com, trace ada@example.com null false",
    "trace h_abc --log - --json, trace h_abc - true",
    "doctor --url https://auth.example.com, doctor of https://auth.example.com",
    "fingerprint, fingerprint",
    "explain, explain null of null",
    "explain --request r1 --log app.log, explain r1 of app.log",
    "fingerprint --json, fingerprint as JSON"
  })
  void each_command_does_its_own(String words, String action) {
    assertThat(run(Map.of(), words)).isEqualTo(ExitCode.DONE);
    assertThat(done).containsExactly(action);
  }

  @ParameterizedTest
  @CsvSource({"explode", "secrets", "keys explode", "serve --loud"})
  void an_unknown_command_is_told_which_exist(String words) {
    assertThat(run(Map.of(), words)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("serve, check, train, migrate, secrets rewrap, keys replace");
    assertThat(done).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trace",
        "trace two words",
        "trace eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "trace abcdefghijabcdefghijabcdefghijab.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2k=",
        "trace sha256:abc",
        "audit export --since yesterday",
        "audit verify --noted 1:abc",
      })
  void words_that_cannot_be_meant_are_refused_and_tokens_above_all(String words) {
    assertThat(run(Map.of(), words)).isEqualTo(ExitCode.USAGE);
    assertThat(done).isEmpty();
    assertThat(err.toString()).doesNotContain("c2lnbmF0dXJl");
  }

  @Test
  void a_seal_that_was_noted_is_taken_as_verify_prints_it() {
    var digest = "0123456789abcdef".repeat(4);
    assertThat(run(Map.of(), "audit verify --noted 12:" + digest)).isEqualTo(ExitCode.DONE);
    assertThat(done).containsExactly("verify Noted[batch=12, digest=" + digest + "] false");
  }

  @Test
  void every_mistake_is_a_line_and_nothing_is_started() {
    assertThat(run(Map.of("PORT", "x", "HOLDFAST_LOG_LEVEL", "loud"), ""))
        .isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString().lines())
        .containsExactly(
            "PORT is no number: a whole number from 0 to 65535",
            "HOLDFAST_LOG_LEVEL is not a known word: one of error, warn, info, debug",
            "2 settings are wrong; nothing was started.");
    assertThat(done).isEmpty();
  }

  @Test
  void check_tells_what_was_read_and_derived_and_does_nothing() {
    assertThat(run(Map.of("PORT", "4000"), "check")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString())
        .contains("PORT=4000 (environment)", "BETTER_AUTH_URL=http://localhost:4000 (derived)")
        .contains("The configuration is valid.");
    assertThat(done).isEmpty();
  }

  @Test
  void check_tells_machines_the_same_as_json() {
    assertThat(run(Map.of("PORT", "4000"), "check --json")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString())
        .startsWith("{\"valid\":true,\"settings\":[")
        .contains("{\"name\":\"PORT\",\"value\":\"4000\",\"origin\":\"environment\"}")
        .contains("\"setCookie\":\"better-auth.session_token=TOKEN.SIGNATURE; Max-Age=604800;");
  }

  @Test
  void check_tells_machines_every_mistake_as_json() {
    assertThat(run(Map.of("PORT", "x"), "check --json")).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(out.toString())
        .contains("\"valid\":false", "\"setting\":\"PORT\",\"what\":\"is no number\"");
  }

  @Test
  void a_warning_is_a_failure_where_that_is_asked_for() {
    var surprising = Map.of("BETTER_AUTH_TRUSTED_ORIGINS", "http://app.example.com");
    assertThat(run(surprising, "check")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("warning: ");
    assertThat(run(surprising, "check --strict")).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void the_help_of_a_command_tells_its_options_and_exit_codes() {
    assertThat(run(Map.of(), "check --help")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("--json", "--strict", "Exit codes:", "78");
  }

  @Test
  void the_doctor_needs_a_url_and_no_other_setting() {
    assertThat(run(Map.of(), "doctor")).isEqualTo(ExitCode.USAGE);
    assertThat(run(Map.of(), "doctor --url auth.example.com")).isEqualTo(ExitCode.USAGE);
    var settings =
        Map.of(
            "BETTER_AUTH_URL",
            "https://auth.example.com",
            "HOLDFAST_DOCTOR_TOKEN",
            "0123456789abcdef");
    assertThat(run(settings, "doctor")).isEqualTo(ExitCode.DONE);
    assertThat(done).containsExactly("doctor of https://auth.example.com with a token");
  }

  @Test
  void a_secret_is_never_taken_as_an_argument() {
    assertThat(run(Map.of(), "explain better-auth.session_token=x")).isEqualTo(ExitCode.USAGE);
    assertThat(done).isEmpty();
  }

  @Test
  void help_and_version_are_answered() {
    assertThat(run(Map.of(), "--help")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("serve", "check", "migrate", "secrets", "keys");
    assertThat(run(Map.of(), "--version")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("holdfast ");
  }

  private int run(Map<String, String> environment, String words) {
    List<String> arguments = words.isEmpty() ? List.of() : List.of(words.split(" "));
    return new CommandLine(
            environment, folder, new Noted(done), new PrintWriter(out), new PrintWriter(err))
        .run(arguments);
  }

  private record Noted(List<String> done) implements Actions {
    @Override
    public int serve(Configuration configuration) {
      return note("serve");
    }

    @Override
    public int train() {
      return note("train");
    }

    @Override
    public int migrate(Configuration configuration) {
      return note("migrate");
    }

    @Override
    public int rewrapSecrets(Configuration configuration) {
      return note("rewrap");
    }

    @Override
    public int replaceKey(Configuration configuration) {
      return note("replace");
    }

    @Override
    public int exportAudit(Configuration configuration, AuditWords.Export asked) {
      return note("export %s %s".formatted(asked.since(), asked.until()));
    }

    @Override
    public int verifyAudit(Configuration configuration, AuditWords.Verify asked) {
      return note("verify %s %s".formatted(asked.noted(), asked.json()));
    }

    @Override
    public int trace(Configuration configuration, AuditWords.Trace asked) {
      return note("trace %s %s %s".formatted(asked.whom(), asked.log(), asked.json()));
    }

    @Override
    public int fingerprint(Configuration configuration, boolean json) {
      return note(json ? "fingerprint as JSON" : "fingerprint");
    }

    @Override
    public int explain(Configuration configuration, ExplainOptions options) {
      return note("explain " + options.request() + " of " + options.log());
    }

    @Override
    public int doctor(DoctorOptions options) {
      return note("doctor of " + options.url() + (options.token() == null ? "" : " with a token"));
    }

    private int note(String action) {
      done.add(action);
      return ExitCode.DONE;
    }
  }
}
