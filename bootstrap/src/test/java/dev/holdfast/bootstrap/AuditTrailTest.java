package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.audit.AuditRow;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.postgres.Sql;
import dev.holdfast.postgres.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What requests leave in the audit, through the real wiring on a real PostgreSQL. */
final class AuditTrailTest {
  private static final String ADA =
      "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"password\":\"correct horse battery\"}";
  private static final String WRONG =
      "{\"email\":\"ada@example.com\",\"password\":\"wrong horse battery\"}";
  private static final String NOBODY =
      "{\"email\":\"nobody@example.com\",\"password\":\"wrong horse battery\"}";

  @TempDir Path folder;

  private final TestPostgres.Database place = TestPostgres.freshDatabase();

  private WiredServer server() {
    return new WiredServer(place, folder, Map.of("HOLDFAST_COEXIST", "off")).listening();
  }

  private static List<AuditRow> of(WiredServer server, String request) {
    return server.parts().audit().about(new AuditSubject(null, null, request, null), 10);
  }

  /** Refused sign-ins are written a moment later. */
  private static AuditRow soon(WiredServer server, String request) {
    var deadline = Instant.now().plus(Duration.ofSeconds(10));
    while (of(server, request).isEmpty()) {
      assertThat(Instant.now()).isBefore(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return of(server, request).getFirst();
  }

  @Test
  void checklist_16_5_each_route_that_changes_something_leaves_its_row() {
    try (var server = server()) {
      var cookie = Cookies.of(server.post("/sign-up/email", ADA, "x-request-id", "up"));
      var second = Cookies.of(server.post("/sign-in/email", ADA, "x-request-id", "in"));
      server.post("/sign-in/email", WRONG, "x-request-id", "wrong", "user-agent", "Probe/1");
      server.post("/sign-in/email", NOBODY, "x-request-id", "nobody");
      var origin = WiredServer.PUBLIC;
      server.post("/sign-out", "{}", "cookie", second, "origin", origin, "x-request-id", "out");
      server.post(
          "/revoke-sessions", "{}", "cookie", cookie, "origin", origin, "x-request-id", "all");

      assertThat(of(server, "up"))
          .extracting(AuditRow::kind)
          .containsExactly("signed_up", "signed_in");
      assertThat(of(server, "in"))
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.kind()).isEqualTo("signed_in");
                assertThat(row.address()).isEqualTo("127.0.0.1");
                assertThat(row.instance()).isEqualTo("test");
                assertThat(row.session()).isNotEmpty();
              });
      assertThat(of(server, "out")).extracting(AuditRow::kind).containsExactly("signed_out");
      assertThat(of(server, "all")).extracting(AuditRow::kind).containsExactly("session_revoked");
      var wrong = soon(server, "wrong");
      assertThat(wrong.reason()).isEqualTo("wrong_password");
      assertThat(wrong.user()).isNotEmpty();
      assertThat(wrong.userAgent()).isEqualTo("Probe/1");
      var nobody = soon(server, "nobody");
      assertThat(nobody.reason()).isEqualTo("unknown_address");
      assertThat(nobody.email()).isEqualTo("n***@example.com");
      assertThat(nobody.user()).isNull();
    }
  }

  @Test
  void checklist_16_4_no_password_token_cookie_or_whole_address_is_in_it() {
    try (var server = server()) {
      var cookie = Cookies.of(server.post("/sign-up/email", ADA));
      var token = cookie.substring(cookie.indexOf('=') + 1).split("\\.", 2)[0];
      server.post("/sign-in/email", WRONG, "x-request-id", "wrong");
      server.post("/sign-out", "{}", "cookie", cookie, "origin", WiredServer.PUBLIC);
      soon(server, "wrong");

      var all = String.join("\n", Sql.column(place, "select a::text from holdfast_audit a"));
      assertThat(all)
          .contains("signed_out")
          .doesNotContain(token)
          .doesNotContain("horse")
          .doesNotContain("sha256")
          .doesNotContain("ada@example.com");
    }
  }

  @Test
  void a_refused_sign_in_costs_its_own_request_one_statement() {
    try (var server = server()) {
      server.counted();
      server.post("/sign-in/email", NOBODY, "x-request-id", "nobody");
      soon(server, "nobody");

      assertThat(server.counted())
          .filteredOn(sql -> !sql.contains("with found"))
          .as("the look for the user, and the row that is written later, with others")
          .hasSize(2);
    }
  }
}
