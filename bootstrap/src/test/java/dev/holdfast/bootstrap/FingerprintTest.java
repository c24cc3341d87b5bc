package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.command.ExitCode;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.crypto.SecureEntropy;
import dev.holdfast.postgres.Sql;
import dev.holdfast.postgres.TestPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances on one database, as they find each other. */
final class FingerprintTest {
  private static final String A = "canary-A-9f8e7d6c5b4a39281706f5e4d3c2b1a0";
  private static final String B = "canary-B-0a1b2c3d4e5f60718293a4b5c6d7e8f9";

  @TempDir private Path folder;
  private final TestPostgres.Database place = TestPostgres.freshDatabase();

  private WiredServer server(Map<String, String> more) {
    var server = new WiredServer(place, folder, more);
    server.parts().instances().execute();
    return server;
  }

  private static String readiness(WiredServer server) {
    server.listening();
    return server.getRoot("/health/ready").body();
  }

  @Test
  void instances_that_are_set_alike_agree() {
    try (var first = server(Map.of("BETTER_AUTH_SECRET", A));
        var second = server(Map.of("BETTER_AUTH_SECRET", A))) {
      first.parts().instances().execute();

      assertThat(first.parts().instances().others()).hasSize(1);
      assertThat(first.parts().instances().disagreements()).isEmpty();
      assertThat(second.parts().instances().disagreements()).isEmpty();
      assertThat(readiness(second)).contains("\"instances\":\"ok\"");
    }
  }

  @Test
  void the_value_that_differs_is_a_warning_and_readiness_stays_green() {
    try (var _ = server(Map.of("BETTER_AUTH_SECRET", A));
        var second =
            server(
                Map.of("BETTER_AUTH_SECRET", A, "BETTER_AUTH_ISSUER", "http://localhost:3000/"))) {
      assertThat(second.parts().instances().disagreements())
          .singleElement()
          .satisfies(one -> assertThat(one.difference().value()).isEqualTo("issuer"));
      assertThat(readiness(second))
          .contains(
              "\"status\":\"ready\"",
              "\"instances\":\"warning: issuer differs between instances\"",
              "\"instances_disagree{issuer}\":1")
          .as("nobody outside learns the names of hosts")
          .doesNotContain(":3000/\"");
    }
  }

  @Test
  void a_rolling_rotation_is_silent_and_a_step_left_out_is_not() {
    try (var first = server(Map.of("BETTER_AUTH_SECRETS", "1:" + A));
        var second = server(Map.of("BETTER_AUTH_SECRETS", "1:" + A + ",2:" + B));
        var third = server(Map.of("BETTER_AUTH_SECRETS", "2:" + B + ",1:" + A))) {
      assertThat(first.parts().instances().disagreements()).isEmpty();
      assertThat(second.parts().instances().disagreements()).isEmpty();
      assertThat(third.parts().instances().disagreements())
          .as("the first one does not know the new secret yet")
          .singleElement()
          .satisfies(one -> assertThat(one.difference().value()).isEqualTo("secret"));
    }
    assertThat(Sql.column(place, "select secrets || name || cookie from holdfast_instance"))
        .hasSize(3)
        .noneMatch(row -> row.contains("canary"));
  }

  @Test
  void the_command_compares_these_settings_with_what_runs_and_registers_nothing() {
    try (var _ = server(Map.of("BETTER_AUTH_SECRET", A))) {
      assertThat(command(Map.of("BETTER_AUTH_SECRET", A)).code()).isEqualTo(ExitCode.DONE);

      var other = command(Map.of("BETTER_AUTH_SECRET", B));
      assertThat(other.code()).isEqualTo(ExitCode.FAILED);
      assertThat(other.text())
          .contains(
              "secret differs: ", "these settings: signs with ", "that instance:  signs with ")
          .doesNotContain("canary");
    }
    assertThat(Sql.column(place, "select name from holdfast_instance")).hasSize(1);
  }

  private record Said(int code, String text) {}

  private Said command(Map<String, String> settings) {
    Configuration configuration = WiredServer.configuration(place, folder, settings);
    var secrets = configuration.secrets(new SecureEntropy());
    var out = new StringWriter();
    try (var looking = LookingOn.at(configuration, secrets).orElseThrow()) {
      int code =
          new FingerprintCommand(new PrintWriter(out), false)
              .run(configuration, secrets, looking.server());
      return new Said(code, out.toString());
    }
  }

  @Test
  void a_database_that_was_never_migrated_is_left_as_it_is() {
    var configuration = WiredServer.configuration(place, folder, Map.of("BETTER_AUTH_SECRET", A));
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        new LiveActions(new PrintWriter(out), new PrintWriter(err))
            .fingerprint(configuration, false);

    assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains("holdfast migrate");
    assertThat(
            Sql.column(place, "select relname::text from pg_class where relname like 'holdfast%'"))
        .isEmpty();
  }
}
