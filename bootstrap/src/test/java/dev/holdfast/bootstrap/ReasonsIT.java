package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.platform.Reason;
import dev.holdfast.postgres.Sql;
import dev.holdfast.postgres.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every refusal that can be met now is told in the log with its reason and the request's id, by a
 * server whose database knows bans and holds a signing key that no secret opens.
 */
final class ReasonsIT {
  private static final String SECRET = "7Vb1xQe9Zt4Kp0Ls8Rm2Wn6Yc3Ud5Fg1";
  private static final String RETIRED = "2Hj8Nq5Xa0Td6Be3Mo9Cv7Iz4Ry1Sw5L";
  private static final String METRICS_TOKEN = "a-token-of-the-monitoring-system";
  private static final String UNKNOWN_TOKEN = "abcdefghijklmnopqrstuvwxyz012345";

  private static final String KEY_THAT_NOBODY_OPENS =
      """
      insert into jwks ("id", "publicKey", "privateKey", "createdAt") values ('locked',
        '{"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}',
        '"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"', now())
      """;

  @TempDir static Path folder;

  private static TestPostgres.Database place;
  private static RunningJar jar;

  @BeforeAll
  static void start() {
    place = TestPostgres.freshDatabase();
    var settings =
        new HashMap<>(
            Map.of(
                "HOLDFAST_ENV",
                "development",
                "HOLDFAST_LOG_FORMAT",
                "json",
                "DATABASE_URL",
                place.uri(),
                "BETTER_AUTH_SECRET",
                SECRET));
    try (var migration = new RunningJar(folder, settings, "migrate")) {
      assertThat(migration.awaitEnd()).isZero();
    }
    Sql.run(place, "alter table \"user\" add banned boolean, add \"banExpires\" timestamptz");
    Sql.run(place, KEY_THAT_NOBODY_OPENS);
    settings.put("HOLDFAST_RETIRED_SECRETS", RETIRED);
    settings.put("HOLDFAST_METRICS_TOKEN", METRICS_TOKEN);
    jar = new RunningJar(folder, settings).awaitReady();
  }

  @AfterAll
  static void stop() {
    jar.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      mode = EnumSource.Mode.MATCH_NONE,
      names = {"TOKEN_.*", "COOKIE_NOT_RETURNED"})
  void a_refusal_is_told_in_the_log_in_a_header_and_in_a_metric(Reason reason)
      throws SQLException, IOException, InterruptedException {
    var id = "request-" + reason.code().replace('_', '-');

    var answer = refused(reason, id);

    assertThat(answer.headers().firstValue("x-request-id")).contains(id);
    assertThat(answer.headers().firstValue("x-auth-reason")).contains(reason.code());
    jar.await(
        () ->
            jar.lines().stream()
                .filter(line -> line.text("requestId").equals(id))
                .anyMatch(line -> line.text("reason").equals(reason.code())));
    assertThat(metrics()).contains("reason=\"" + reason.code() + "\"");
    assertThat(answer.body()).as("never in the body").doesNotContain(reason.code());
  }

  /** Other ways to the same reasons, as they are met in the field. */
  @Test
  void a_raw_token_in_place_of_the_signed_one_is_malformed() {
    var token = signedUp("raw").split("=", 2)[1].split("(?i)\\.|%2e", 2)[0];
    assertThat(reasonOf(check("raw", Cookies.SESSION + "=" + token)))
        .isEqualTo(Reason.COOKIE_MALFORMED.code());
  }

  @Test
  void a_cookie_of_another_prefix_is_a_mismatch_of_names() {
    var cookie = Cookies.session(UNKNOWN_TOKEN, SECRET).replace("better-auth", "my-app");
    assertThat(reasonOf(check("prefix", cookie))).isEqualTo(Reason.COOKIE_NAME_MISMATCH.code());
  }

  @Test
  void a_guarded_route_tells_the_same_reason_with_401() {
    var answer = jar.get("/list-sessions", "cookie", Cookies.session(UNKNOWN_TOKEN, RETIRED));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(reasonOf(answer)).isEqualTo(Reason.COOKIE_SIGNED_BY_RETIRED_SECRET.code());
  }

  @Test
  void a_refused_origin_says_what_came_what_is_trusted_and_what_would_admit_it() {
    var near = jar.origin().replace("http://", "https://");
    jar.post("/sign-out", "{}", "cookie", "a=b", "origin", near, "x-request-id", "near");
    jar.await(
        () ->
            jar.lines().stream()
                .filter(line -> line.text("event").equals("origin_refused"))
                .filter(line -> line.text("requestId").equals("near"))
                .filter(line -> line.text("received").equals(near))
                .filter(line -> line.text("near").contains("the scheme"))
                .anyMatch(
                    line ->
                        line.text("admitted_by")
                            .equals("BETTER_AUTH_TRUSTED_ORIGINS: add " + near)));
  }

  private static String reasonOf(HttpResponse<String> answer) {
    return answer.headers().firstValue("x-auth-reason").orElse("");
  }

  private static String metrics() throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(jar.origin() + "/metrics"))
              .header("authorization", "Bearer " + METRICS_TOKEN);
      return client.send(request.build(), BodyHandlers.ofString()).body();
    }
  }

  @Test
  void a_key_that_no_secret_opens_is_told_by_id_at_the_start() {
    assertThat(jar.lines())
        .anyMatch(
            line ->
                line.text("event").equals("key_not_opened") && line.text("key").equals("locked"));
  }

  /** Makes one request that ends in this reason. */
  private static HttpResponse<String> refused(Reason reason, String id) throws SQLException {
    return switch (reason) {
      case NO_CREDENTIALS -> check(id, "theme=dark");
      case COOKIE_NAME_MISMATCH -> check(id, "__Secure-" + Cookies.session(UNKNOWN_TOKEN, SECRET));
      case COOKIE_MALFORMED -> check(id, Cookies.SESSION + "=nothing-signed");
      case COOKIE_SIGNATURE_INVALID -> check(id, Cookies.session(UNKNOWN_TOKEN, "another"));
      case COOKIE_SIGNED_BY_RETIRED_SECRET -> check(id, Cookies.session(UNKNOWN_TOKEN, RETIRED));
      case SESSION_UNKNOWN -> check(id, Cookies.session(UNKNOWN_TOKEN, SECRET));
      case SESSION_REVOKED -> {
        var cookie = signedUp(id);
        jar.post("/sign-out", "{}", "cookie", cookie, "origin", jar.origin());
        yield check(id, cookie);
      }
      case SESSION_EXPIRED -> {
        var cookie = signedUp(id);
        Sql.run(place, "update session set \"expiresAt\" = now() - interval '1 hour'" + whose(id));
        yield check(id, cookie);
      }
      case USER_MISSING -> {
        var cookie = signedUp(id);
        // With the foreign key a session goes with its user; dumps are restored without it.
        Sql.run(place, "alter table session drop constraint if exists \"session_userId_fkey\"");
        Sql.run(place, "delete from account" + whose(id));
        Sql.run(place, "delete from \"user\" where email = '" + address(id) + "'");
        yield check(id, cookie);
      }
      case USER_BANNED -> {
        var cookie = signedUp(id);
        Sql.run(place, "update \"user\" set banned = true where email = '" + address(id) + "'");
        yield check(id, cookie);
      }
      case ORIGIN_UNTRUSTED ->
          jar.post(
              "/sign-out",
              "{}",
              "cookie",
              "theme=dark",
              "origin",
              "https://evil.example",
              "x-request-id",
              id);
      case STORE_UNAVAILABLE -> {
        var cookie = signedUp(id);
        try (var connection = Sql.connect(place);
            var statement = connection.createStatement()) {
          connection.setAutoCommit(false);
          statement.execute("lock table session in access exclusive mode");
          yield check(id, cookie);
        }
      }
      case KEYS_UNAVAILABLE -> jar.get("/token", "cookie", signedUp(id), "x-request-id", id);
      case COOKIE_NOT_RETURNED,
          TOKEN_MALFORMED,
          TOKEN_SIGNATURE_INVALID,
          TOKEN_KEY_UNKNOWN,
          TOKEN_EXPIRED,
          TOKEN_NOT_YET_VALID,
          TOKEN_ISSUER_MISMATCH,
          TOKEN_AUDIENCE_MISMATCH,
          TOKEN_ALGORITHM_REFUSED ->
          throw new AssertionError("met by tests of their own");
    };
  }

  private static HttpResponse<String> check(String id, String cookie) {
    return jar.get("/get-session", "cookie", cookie, "x-request-id", id);
  }

  private static String signedUp(String name) {
    var body =
        "{\"name\":\"Ada\",\"email\":\"%s\",\"password\":\"correct horse battery\"}"
            .formatted(address(name));
    return Cookies.of(jar.post("/sign-up/email", body));
  }

  private static String whose(String name) {
    return " where \"userId\" = (select id from \"user\" where email = '%s')"
        .formatted(address(name));
  }

  private static String address(String name) {
    return name + "@example.com";
  }
}
