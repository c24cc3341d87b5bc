package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.command.ExitCode;
import dev.holdfast.http.json.Json;
import dev.holdfast.postgres.Sql;
import dev.holdfast.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged JAR's audit, from requests over two instances to the commands that read it. */
final class AuditIT {
  private static final String ADA =
      "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"password\":\"correct horse battery\"}";
  private static final String WRONG =
      "{\"email\":\"ada@example.com\",\"password\":\"wrong horse battery\"}";

  @TempDir Path folder;

  private final TestPostgres.Database place = TestPostgres.freshDatabase();
  private final Map<String, String> settings =
      Map.of(
          "HOLDFAST_ENV", "development",
          "HOLDFAST_LOG_FORMAT", "json",
          "BETTER_AUTH_SECRET", "9f8e7d6c5b4a39281706f5e4d3c2b1a0",
          "DATABASE_URL", place.uri());

  private String firstLog;

  @BeforeEach
  void ada_signs_up_on_one_instance_and_fails_on_another() {
    try (var one = new RunningJar(folder, settings).awaitReady();
        var two = new RunningJar(folder, settings).awaitReady()) {
      one.post("/sign-up/email", ADA, "x-request-id", "first");
      two.post("/sign-in/email", WRONG, "x-request-id", "second");
      // What still waits is written before the process ends.
      assertThat(two.stop()).isZero();
      assertThat(one.stop()).isZero();
      firstLog = one.log();
    }
  }

  /** What a command printed to standard output alone, and how it ended. */
  private record Ended(int code, List<String> lines, String errors) {}

  private Ended run(String... words) {
    try {
      var line = new ArrayList<>(List.of(System.getProperty("holdfast.java"), "-jar"));
      line.add(System.getProperty("holdfast.jar"));
      line.addAll(List.of(words));
      var out = folder.resolve("out");
      var err = folder.resolve("err");
      var builder = new ProcessBuilder(line).directory(folder.toFile());
      builder.environment().putAll(settings);
      var process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      int code = process.waitFor();
      return new Ended(code, Files.readAllLines(out), Files.readString(err));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  @Test
  void the_timeline_of_a_user_is_told_over_instances_and_log_lines() throws IOException {
    var byAddress = run("trace", "ada@example.com");
    assertThat(byAddress.code()).isEqualTo(ExitCode.DONE);
    assertThat(byAddress.lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("signed_up", "request=first"),
            line -> assertThat(line).contains("signed_in", "session="),
            line -> assertThat(line).contains("sign_in_refused", "reason=wrong_password"));
    assertThat(instances(byAddress.lines())).as("who wrote them").hasSize(2);

    Files.writeString(folder.resolve("server.log"), firstLog);
    var byRequest = run("trace", "first", "--log", "server.log");
    assertThat(byRequest.lines())
        .anyMatch(line -> line.contains("  signed_up  "))
        .anyMatch(line -> line.contains("log: ") && line.contains("event=signed_in"));
    assertThat(run("trace", "nobody@example.com").code()).isEqualTo(ExitCode.FAILED);
  }

  private static List<String> instances(List<String> lines) {
    var pattern = Pattern.compile("instance=(\\S+)");
    return lines.stream()
        .map(pattern::matcher)
        .filter(found -> found.find())
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  @Test
  void checklist_16_7_it_is_exported_line_by_line_and_checked_and_what_was_changed_is_found() {
    var exported = run("audit", "export");
    assertThat(exported.code()).isEqualTo(ExitCode.DONE);
    assertThat(exported.lines())
        .isNotEmpty()
        .allSatisfy(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)))
        .anyMatch(line -> line.contains("\"kind\":\"sign_in_refused\""))
        .anyMatch(line -> line.contains("\"kind\":\"schema_migrated\""))
        .anyMatch(line -> line.contains("\"kind\":\"key_created\""));
    assertThat(run("audit", "export", "--until", "2020-01-01").lines()).isEmpty();

    var intact = run("audit", "verify");
    assertThat(intact.lines()).as(intact.errors()).anyMatch(line -> line.contains("Newest seal"));
    assertThat(intact.code()).isEqualTo(ExitCode.DONE);

    Sql.run(place, "update holdfast_audit set reason = 'forged' where batch = 1");
    var changed = run("audit", "verify", "--json");
    assertThat(changed.code()).isEqualTo(ExitCode.DATA);
    assertThat(changed.lines())
        .singleElement()
        .asString()
        .contains("\"intact\":false", "{\"batch\":1,\"fault\":\"rows_changed\"}");
  }

  @Test
  void checklist_16_5_what_an_operator_does_is_written_down() {
    assertThat(run("keys", "replace").code()).isEqualTo(ExitCode.DONE);
    assertThat(run("secrets", "rewrap").code()).isEqualTo(ExitCode.DONE);
    assertThat(run("migrate").code()).isEqualTo(ExitCode.DONE);

    assertThat(
            Sql.column(
                place,
                "select concat_ws(' ', kind, case kind when 'command_run' then detail end)"
                    + " from holdfast_audit where actor = 'operator' order by id"))
        .containsExactly(
            "key_created",
            "command_run keys replace",
            "command_run secrets rewrap",
            "command_run migrate");
  }
}
