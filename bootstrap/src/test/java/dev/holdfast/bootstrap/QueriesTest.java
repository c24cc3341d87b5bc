package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.Race;
import dev.holdfast.postgres.Sql;
import dev.holdfast.postgres.TestPostgres;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many statements each thing costs, counted through the real wiring on a real PostgreSQL. */
final class QueriesTest {
  private static final String ADA =
      "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"password\":\"correct horse battery\"}";
  private static final Map<String, String> ARGON2ID = Map.of("HOLDFAST_COEXIST", "off");
  private static final Map<String, String> SCRYPT = Map.of("HOLDFAST_COEXIST", "on");
  private static final String WRITES = "(?i)\\b(update|insert|delete)\\b";

  @TempDir Path folder;

  private final TestPostgres.Database place = TestPostgres.freshDatabase();

  private WiredServer server(Map<String, String> settings) {
    return new WiredServer(place, folder, settings).listening();
  }

  @Test
  void signing_up_costs_three_and_signing_in_two() {
    try (var server = server(ARGON2ID)) {
      assertThat(server.post("/sign-up/email", ADA).statusCode()).isEqualTo(200);
      assertThat(server.counted()).as("at most 5").hasSizeLessThanOrEqualTo(3);

      assertThat(server.post("/sign-in/email", ADA).statusCode()).isEqualTo(200);
      assertThat(server.counted()).as("at most 4").hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void signing_in_with_an_old_hash_costs_one_more_and_only_once() {
    try (var before = server(SCRYPT)) {
      before.post("/sign-up/email", ADA);
    }
    try (var server = server(ARGON2ID)) {
      assertThat(server.post("/sign-in/email", ADA).statusCode()).isEqualTo(200);
      assertThat(server.counted()).as("at most 4").hasSize(3);
      assertThat(Sql.column(place, "select password from account"))
          .singleElement()
          .asString()
          .startsWith("$argon2id$");

      assertThat(server.post("/sign-in/email", ADA).statusCode()).isEqualTo(200);
      assertThat(server.counted()).hasSize(2);
    }
  }

  @Test
  void a_session_check_is_one_statement_that_writes_nothing() {
    try (var server = server(ARGON2ID)) {
      var cookie = Cookies.of(server.post("/sign-up/email", ADA));
      server.counted();

      assertThat(server.get("/get-session", "cookie", cookie).body()).contains("Ada");

      assertThat(server.counted()).singleElement().asString().doesNotContainPattern(WRITES);
    }
  }

  @Test
  void a_renewal_that_is_due_adds_one_statement() {
    try (var server = server(ARGON2ID)) {
      var cookie = Cookies.of(server.post("/sign-up/email", ADA));
      Sql.run(place, "update session set \"expiresAt\" = now() + interval '5 days'");
      server.counted();

      var answer = server.get("/get-session", "cookie", cookie);

      assertThat(answer.body()).contains("Ada");
      assertThat(Cookies.of(answer)).isEqualTo(cookie);
      assertThat(server.counted()).hasSize(2);
      server.get("/get-session", "cookie", cookie);
      assertThat(server.counted()).as("not due again").hasSize(1);
    }
  }

  @Test
  void a_session_that_is_gone_or_over_costs_two() {
    try (var server = server(ARGON2ID)) {
      var cookie = Cookies.of(server.post("/sign-up/email", ADA));
      var other = Cookies.of(server.post("/sign-in/email", ADA));
      server.post("/sign-out", "{}", "cookie", cookie, "origin", WiredServer.PUBLIC);
      server.counted();

      assertThat(server.get("/get-session", "cookie", cookie).body()).isEqualTo("null");
      assertThat(server.counted()).hasSize(2);

      Sql.run(place, "update session set \"expiresAt\" = now() - interval '1 hour'");
      assertThat(server.get("/get-session", "cookie", other).body()).isEqualTo("null");
      assertThat(server.counted()).hasSize(2);
    }
  }

  @Test
  void a_token_costs_one_and_the_jwks_none() {
    try (var server = server(ARGON2ID)) {
      var cookie = Cookies.of(server.post("/sign-up/email", ADA));
      server.counted();

      assertThat(server.get("/token", "cookie", cookie).statusCode()).isEqualTo(200);
      assertThat(server.counted()).hasSize(1);

      assertThat(server.get("/jwks").statusCode()).isEqualTo(200);
      assertThat(server.counted()).isEmpty();
    }
  }

  @Test
  void checklist_4_4_whichever_bit_of_the_signature_is_flipped_there_is_no_session_and_no_query() {
    try (var server = server(ARGON2ID)) {
      var cookie = Cookies.of(server.post("/sign-up/email", ADA));
      server.counted();

      for (var forged : withOneBitFlipped(cookie)) {
        assertThat(server.get("/get-session", "cookie", forged).body()).isEqualTo("null");
      }

      assertThat(server.counted()).isEmpty();
    }
  }

  /** The same token, and each of the 256 signatures that differ in one bit. */
  private static List<String> withOneBitFlipped(String cookie) {
    var value =
        URLDecoder.decode(cookie.substring(cookie.indexOf('=') + 1), StandardCharsets.UTF_8);
    var dot = value.lastIndexOf('.');
    var signature = Base64.getDecoder().decode(value.substring(dot + 1));
    var forged = new ArrayList<String>();
    for (int bit = 0; bit < signature.length * 8; bit++) {
      var other = signature.clone();
      other[bit / 8] ^= (byte) (1 << (bit % 8));
      var text = value.substring(0, dot + 1) + Base64.getEncoder().encodeToString(other);
      forged.add(Cookies.SESSION + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }
    return forged;
  }

  @Test
  void checklist_7_14_and_19_4_ten_instances_started_at_once_make_one_schema_and_one_key() {
    var signing =
        Race.of(
            10,
            () -> {
              try (var one = new WiredServer(place, folder, ARGON2ID)) {
                return one.parts().keys().signing().id();
              }
            });

    assertThat(signing).hasSize(10);
    assertThat(signing.stream().distinct()).hasSize(1);
    assertThat(Sql.column(place, "select id from jwks"))
        .containsExactly(signing.getFirst().value());
  }
}
