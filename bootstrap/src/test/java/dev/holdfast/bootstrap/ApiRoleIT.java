package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.platform.Reason;
import dev.holdfast.postgres.Sql;
import dev.holdfast.postgres.TestPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An auth instance and a protected API, both as packaged: what the API says of the auth instance's
 * tokens, and of those that a test signs with a key of the auth instance's table.
 */
final class ApiRoleIT {
  private static final String SECRET = "7Vb1xQe9Zt4Kp0Ls8Rm2Wn6Yc3Ud5Fg1";
  private static final String ADA =
      "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"password\":\"correct horse battery\"}";
  private static final HandKey KEY = new HandKey("in-the-tests-hand");

  @TempDir static Path folder;

  private static TestPostgres.Database place;
  private static RunningJar auth;
  private static RunningJar api;
  private static String token;

  @BeforeAll
  static void an_auth_instance_and_a_protected_api() {
    place = TestPostgres.freshDatabase();
    var settings = authSettings();
    try (var migration = new RunningJar(folder, settings, "migrate")) {
      assertThat(migration.awaitEnd()).isZero();
    }
    Sql.run(
        place,
        """
        insert into jwks ("id", "publicKey", "privateKey", "createdAt", "alg", "crv")
          values ('in-the-tests-hand', '%s', '%s', now(), 'EdDSA', 'Ed25519')
        """
            .formatted(KEY.publicJwk(), KEY.privateJwk()));
    auth = new RunningJar(folder, settings).awaitReady();
    api = new RunningJar(folder, apiSettings(auth.origin(), auth.port())).awaitReady();
    var cookie = Cookies.of(auth.post("/sign-up/email", ADA));
    token = auth.get("/token", "cookie", cookie).body().split("\"", -1)[3];
  }

  private static Map<String, String> authSettings() {
    return new HashMap<>(
        Map.of(
            "HOLDFAST_ENV",
            "development",
            "HOLDFAST_LOG_FORMAT",
            "json",
            "DATABASE_URL",
            place.uri(),
            "BETTER_AUTH_SECRET",
            SECRET));
  }

  private static Map<String, String> apiSettings(String issuer, int port) {
    return new HashMap<>(
        Map.of(
            "HOLDFAST_ROLE",
            "api",
            "HOLDFAST_LOG_FORMAT",
            "json",
            "BETTER_AUTH_ISSUER",
            issuer,
            "BETTER_AUTH_AUDIENCE",
            issuer,
            "BETTER_AUTH_JWKS_URL",
            "http://localhost:%d/api/auth/jwks".formatted(port)));
  }

  @AfterAll
  static void stop() {
    api.close();
    auth.close();
  }

  @Test
  void a_token_of_the_auth_instance_is_taken_by_the_api_and_by_the_auth_instance_itself() {
    for (var jar : new RunningJar[] {api, auth}) {
      var me = bearing(jar, "/api/me", token, "good");
      assertThat(me.statusCode()).isEqualTo(200);
      assertThat(me.body()).contains("\"email\":\"ada@example.com\"", "\"iss\":");

      var verified = bearing(jar, "/api/verify", token, "good");
      assertThat(verified.statusCode()).isEqualTo(204);
      assertThat(verified.headers().firstValue("x-auth-email")).hasValue("ada@example.com");
      assertThat(verified.headers().firstValue("x-auth-email-verified")).hasValue("false");
    }
  }

  @Test
  void the_start_says_which_keys_there_are_and_whose_tokens_are_taken() {
    assertThat(api.lines())
        .filteredOn(line -> line.text("message").equals("the issuer's keys are there"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.text("issuer")).isEqualTo(auth.origin());
              assertThat(line.text("jwks_url")).endsWith("/api/auth/jwks");
              assertThat(line.text("leeway")).isEqualTo("60s");
            });
    assertThat(api.log()).contains("\"keys\":[\"in-the-tests-hand EdDSA\"]");
    assertThat(api.log()).doesNotContain("database", "pool", "BETTER_AUTH_SECRET", "\"WARN\"");
    assertThat(folder.resolve("holdfast-data")).as("nothing is kept").doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      mode = EnumSource.Mode.MATCH_ANY,
      names = {"TOKEN_.*", "NO_CREDENTIALS"})
  void each_reason_is_told_with_what_was_expected_and_what_came(Reason reason) {
    var told = told(reason);
    var id = "request-" + reason.code().replace('_', '-');

    var answer =
        told.token().isEmpty()
            ? api.at("/api/verify", "x-request-id", id)
            : bearing(api, "/api/verify", told.token(), id);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("x-auth-reason")).hasValue(reason.code());
    assertThat(answer.headers().firstValue("www-authenticate"))
        .hasValue(
            "Bearer realm=\"api\""
                + (reason == Reason.NO_CREDENTIALS ? "" : ", error=\"invalid_token\""));
    api.await(() -> lineOf(id, reason, told));
    api.await(
        () ->
            api.lines().stream()
                .filter(line -> line.text("requestId").equals(id))
                .anyMatch(line -> line.text("route").equals("/api/verify")));
    assertThat(api.log()).doesNotContain(token);
  }

  private static boolean lineOf(String id, Reason reason, Told told) {
    return api.lines().stream()
        .filter(line -> line.text("event").equals("token_rejected"))
        .filter(line -> line.text("requestId").equals(id))
        .filter(line -> line.text("reason").equals(reason.code()))
        .filter(line -> line.text("expected").contains(told.expected()))
        .filter(line -> line.text("actual").contains(told.actual()))
        .anyMatch(line -> line.text("hint").contains(told.hint()));
  }

  /** A token, and what the log says of it. */
  private record Told(String token, String expected, String actual, String hint) {}

  private static Told told(Reason reason) {
    var own = auth.origin();
    long now = Instant.now().getEpochSecond();
    return switch (reason) {
      case NO_CREDENTIALS -> new Told("", "", "", "");
      case TOKEN_MALFORMED -> new Told(token.substring(0, token.lastIndexOf('.')), "", "", "");
      case TOKEN_SIGNATURE_INVALID -> new Told(withAnotherSignature(), "", "", "expected issuer");
      case TOKEN_KEY_UNKNOWN ->
          new Told(
              KEY.token(
                  "{\"alg\":\"EdDSA\",\"kid\":\"k2\"}", claims("https://a.example", own, now)),
              "in-the-tests-hand",
              "k2",
              "https://a.example");
      case TOKEN_EXPIRED ->
          new Told(
              KEY.token(claims(own, own, now - 1000)),
              "an end after",
              Instant.ofEpochSecond(now - 100).toString(),
              "it ended 1");
      case TOKEN_NOT_YET_VALID ->
          new Told(KEY.token(claims(own, own, now + 600)), "a start before", "", "clock");
      case TOKEN_ISSUER_MISMATCH ->
          new Told(
              KEY.token(claims(own + "/", own, now)), own, own + "/", "only by the trailing slash");
      case TOKEN_AUDIENCE_MISMATCH -> {
        var https = own.replace("http:", "https:");
        yield new Told(KEY.token(claims(own, https, now)), own, https, "only by the scheme");
      }
      case TOKEN_ALGORITHM_REFUSED ->
          new Told(
              KEY.token("{\"alg\":\"HS256\",\"kid\":\"in-the-tests-hand\"}", claims(own, own, now)),
              "EdDSA",
              "HS256",
              "");
      default -> throw new AssertionError(reason);
    };
  }

  private static String claims(String issuer, String audience, long issuedAt) {
    return "{\"iat\":%d,\"exp\":%d,\"sub\":\"u1\",\"iss\":\"%s\",\"aud\":\"%s\"}"
        .formatted(issuedAt, issuedAt + 900, issuer, audience);
  }

  /** Well-formed, of the same claims, and by nobody. */
  private static String withAnotherSignature() {
    int dot = token.lastIndexOf('.');
    char first = token.charAt(dot + 1);
    return token.substring(0, dot + 1) + (first == 'A' ? 'B' : 'A') + token.substring(dot + 2);
  }

  @Test
  void an_auth_instance_alone_has_no_protected_api() {
    var settings = authSettings();
    settings.put("HOLDFAST_ROLE", "auth");
    try (var alone = new RunningJar(folder, settings).awaitReady()) {
      for (var path : new String[] {"/api/me", "/api/verify"}) {
        assertThat(bearing(alone, path, token, "none").statusCode()).isEqualTo(404);
      }
    }
  }

  @Test
  void an_issuer_that_is_away_at_the_start_is_waited_for_and_missed_by_nobody_later() {
    int port;
    try (var reserved = StubSite.saying(0, "")) {
      port = reserved.port();
    }
    var issuer = "http://localhost:" + port;
    var good = KEY.token(claims(issuer, issuer, Instant.now().getEpochSecond()));
    try (var early = new RunningJar(folder, apiSettings(issuer, port))) {
      early.await(() -> early.status("/health/live") == 200);
      assertThat(early.status("/health/startup")).isEqualTo(200);
      assertThat(early.status("/health/ready")).isEqualTo(503);
      var answer = bearing(early, "/api/me", good, "early");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
      assertThat(answer.headers().firstValue("x-auth-reason")).hasValue("keys_unavailable");
      assertThat(answer.headers().firstValue("www-authenticate")).isEmpty();
      assertThat(early.lines())
          .anyMatch(
              line ->
                  line.text("message").startsWith("the issuer's keys could not be fetched yet")
                      && line.text("message").contains("nobody listens there"));

      try (var there = StubSite.saying(port, KEY.keySet())) {
        assertThat(there.port()).isEqualTo(port);
        early.awaitReady();
        assertThat(bearing(early, "/api/verify", good, "healed").statusCode()).isEqualTo(204);
      }
      assertThat(bearing(early, "/api/verify", good, "away").statusCode()).isEqualTo(204);
      assertThat(early.lines()).anyMatch(line -> line.text("event").equals("issuer_keys_fetched"));
      assertThat(early.stop()).isZero();
    }
  }

  @Test
  void what_needs_a_database_says_that_there_is_none() {
    try (var jar = new RunningJar(folder, apiSettings(auth.origin(), auth.port()), "migrate")) {
      assertThat(jar.awaitEnd()).isEqualTo(78);
      assertThat(jar.log()).contains("HOLDFAST_ROLE=api");
    }
  }

  private static HttpResponse<String> bearing(
      RunningJar jar, String path, String token, String requestId) {
    return jar.at(path, "authorization", "Bearer " + token, "x-request-id", requestId);
  }
}
