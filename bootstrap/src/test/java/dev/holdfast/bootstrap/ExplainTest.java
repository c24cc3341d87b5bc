package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.command.ExitCode;
import dev.holdfast.bootstrap.command.ExplainOptions;
import dev.holdfast.postgres.Sql;
import dev.holdfast.postgres.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each refusal, explained from what a user can paste, with the database and without. */
final class ExplainTest {
  private static final String A = "canary-A-9f8e7d6c5b4a39281706f5e4d3c2b1a0";
  private static final String B = "canary-B-0a1b2c3d4e5f60718293a4b5c6d7e8f9";
  private static final String ADA =
      "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"password\":\"pass-word-4711\"}";

  @TempDir private Path folder;
  private final TestPostgres.Database place = TestPostgres.freshDatabase();
  private WiredServer server;
  private String cookie;

  @BeforeEach
  void ada_signs_up() {
    server = new WiredServer(place, folder, Map.of("BETTER_AUTH_SECRET", A)).listening();
    cookie = Cookies.of(server.post("/sign-up/email", ADA));
  }

  @AfterEach
  void the_server_stops() {
    server.close();
  }

  private record Said(int code, String text) {}

  private Said explain(String input, ExplainOptions options, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("BETTER_AUTH_SECRET", A);
    for (int i = 0; i < more.length; i += 2) settings.put(more[i], more[i + 1]);
    var configuration = WiredServer.configuration(place, folder, settings);
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    var out = new StringWriter();
    int code =
        new ExplainCommand(in, new PrintWriter(out), new PrintWriter(out))
            .run(configuration, options);
    assertThat(out.toString()).doesNotContain("canary");
    return new Said(code, out.toString());
  }

  private Said explain(String input, String... more) {
    return explain(input, new ExplainOptions(null, null, false, false), more);
  }

  private Said offline(String input, String... more) {
    return explain(input, new ExplainOptions(null, null, true, false), more);
  }

  @Test
  void a_good_cookie_holds_at_every_step() {
    var said = explain("Cookie: theme=dark; " + cookie);

    assertThat(said.code()).as(said.text()).isEqualTo(ExitCode.DONE);
    assertThat(said.text().lines().map(line -> line.split(" ", 2)[0])).allMatch("ok"::equals);
    assertThat(said.text()).contains("cookie name", "signature", "session", "end", "user");
    assertThat(said.text()).doesNotContain(cookie.split("=", 2)[1]);
  }

  @Test
  void a_cookie_of_another_scheme_is_told_by_its_name() {
    var said = explain("Cookie: __Secure-" + cookie);

    assertThat(said.code()).isEqualTo(ExitCode.FAILED);
    assertThat(said.text()).contains("the name of an https BETTER_AUTH_URL; this one is http");
  }

  @Test
  void signatures_are_told_by_whose_they_are() {
    assertThat(offline(cookie, "BETTER_AUTH_SECRET", B).text())
        .contains("made by none of the secrets");
    assertThat(offline(cookie, "BETTER_AUTH_SECRET", B, "HOLDFAST_RETIRED_SECRETS", A).text())
        .contains("HOLDFAST_RETIRED_SECRETS lists");
    assertThat(explain(cookie, "BETTER_AUTH_SECRETS", "2:" + B).text())
        .contains("made by a previous secret");
  }

  @Test
  void a_raw_token_in_the_cookie_is_told_by_its_form() {
    assertThat(offline("better-auth.session_token=rawtokenwithoutsignature").text())
        .contains("failed   form");
  }

  @Test
  void a_signed_out_session_is_told_from_an_unknown_one() {
    server.post("/sign-out", "{}", "cookie", cookie, "origin", WiredServer.PUBLIC);
    assertThat(explain(cookie).text()).contains("session_revoked");

    Sql.run(place, "delete from holdfast_ended_session");
    assertThat(explain(cookie).text()).contains("session_unknown");
  }

  @Test
  void an_expired_session_is_told_and_left_alone() {
    Sql.run(place, "update session set \"expiresAt\" = now() - interval '1 hour'");

    assertThat(explain(cookie).text()).contains("expired; its row says");
    assertThat(Sql.column(place, "select id from session")).hasSize(1);
  }

  @Test
  void offline_says_what_was_not_looked_at() {
    var said = offline(cookie);

    assertThat(said.code()).isEqualTo(ExitCode.DONE);
    assertThat(said.text()).contains("skipped  database", "--offline");
  }

  @Test
  void a_token_is_verified_and_its_claims_are_compared() {
    var token = server.get("/token", "cookie", cookie).body().split("\"", -1)[3];

    assertThat(explain("Authorization: Bearer " + token).code()).isEqualTo(ExitCode.DONE);
    var other = explain(token, "BETTER_AUTH_ISSUER", WiredServer.PUBLIC + "/");
    assertThat(other.code()).isEqualTo(ExitCode.FAILED);
    assertThat(other.text())
        .contains("token_issuer_mismatch: expected http://localhost:3000/")
        .contains("differs only by the trailing slash");
    assertThat(offline(token, "BETTER_AUTH_AUDIENCE", "somebody").text())
        .contains("token_audience_mismatch", "the keys were not looked at");
    assertThat(explain(token.substring(0, token.length() - 8) + "AAAAAAAA").text())
        .contains("failed   signature");
  }

  @Test
  void a_request_is_told_by_its_log_lines() {
    var log =
        """
        {"@timestamp":"t1","message":"request","requestId":"r-1","reason":"session_expired","status":200}
        {"@timestamp":"t2","message":"request","requestId":"r-2","status":200}
        """;
    var said = explain(log, new ExplainOptions("r-1", null, true, false));

    assertThat(said.code()).isEqualTo(ExitCode.FAILED);
    assertThat(said.text())
        .contains("status=200", "session_expired", "HOLDFAST_SESSION_EXPIRES_IN")
        .doesNotContain("t2");
    assertThat(explain(log, new ExplainOptions("r-9", null, true, false)).text())
        .contains("no line names this request");
  }
}
