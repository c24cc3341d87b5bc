package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import dev.holdfast.http.json.Json;
import dev.holdfast.postgres.TestPostgres;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged JAR as its operators meet it. */
final class RunningJarIT {
  private static final String SIGN_UP =
      "{\"name\":\"Ada\",\"email\":\"ada@example.com\",\"password\":\"canary-pass-4711\"}";
  private static final String A = "canary-A-9f8e7d6c5b4a39281706f5e4d3c2b1a0";
  private static final String B = "canary-B-0a1b2c3d4e5f60718293a4b5c6d7e8f9";

  /** A name that would end a line, start another one, colour it and turn it round. */
  private static final String HOSTILE = "canary\\n{\\\"level\\\":\\\"info\\\"}\\u001b[31m\\u202e";

  @TempDir Path folder;

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
  }

  private static Map<String, String> on(String database, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("HOLDFAST_ENV", "development");
    settings.put("DATABASE_URL", database);
    for (int i = 0; i < more.length; i += 2) settings.put(more[i], more[i + 1]);
    return settings;
  }

  @ParameterizedTest
  @ValueSource(strings = {"EdDSA", "ES256", "RS256"})
  void a_token_is_verified_by_an_independent_library_through_the_jwks_url(String algorithm)
      throws Exception {
    var database = TestPostgres.freshDatabase().uri();
    try (var jar =
        new RunningJar(folder, on(database, "HOLDFAST_JWT_ALGORITHM", algorithm)).awaitReady()) {
      var cookie = cookie(jar.post("/sign-up/email", SIGN_UP));
      var token = jar.get("/token", "cookie", cookie).body().split("\"", -1)[3];

      var claims = verified(jar, token, jar.origin());
      assertThat(claims.getSubject()).isNotEmpty();
      assertThat(claims.getStringClaim("email")).isEqualTo("ada@example.com");
      assertThatThrownBy(() -> verified(jar, token, "https://other.example"))
          .isInstanceOf(BadJWTException.class);
    }
  }

  /** By Nimbus, through the JWKS URL, with issuer and audience set. */
  private static JWTClaimsSet verified(RunningJar jar, String token, String audience)
      throws Exception {
    var jwt = SignedJWT.parse(token);
    var keys = JWKSet.load(URI.create(jar.origin() + "/api/auth/jwks").toURL());
    var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
    assertThat(jwt.verify(verifier(key))).isTrue();
    var expected = new JWTClaimsSet.Builder().issuer(jar.origin()).build();
    new DefaultJWTClaimsVerifier<SecurityContext>(audience, expected, Set.of("sub", "exp", "iat"))
        .verify(jwt.getJWTClaimsSet(), null);
    return jwt.getJWTClaimsSet();
  }

  private static JWSVerifier verifier(JWK key) throws JOSEException {
    return switch (key) {
      case OctetKeyPair edwards -> new Ed25519Verifier(edwards);
      case ECKey elliptic -> new ECDSAVerifier(elliptic);
      case RSAKey rsa -> new RSASSAVerifier(rsa);
      default -> throw new AssertionError(key.getKeyType());
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "text"})
  void checklist_1_12_8_2_16_3_and_16_4_no_secret_password_cookie_or_token_is_ever_logged(
      String format) {
    var database = TestPostgres.freshDatabase().uri();
    var settings =
        on(
            database,
            "HOLDFAST_LOG_FORMAT",
            format,
            "HOLDFAST_LOG_LEVEL",
            "debug",
            "BETTER_AUTH_SECRETS",
            "2:" + B + ",1:" + A);
    List<HttpResponse<String>> answers = new ArrayList<>();
    String token;
    String jwt;
    String log;
    try (var jar = new RunningJar(folder, settings).awaitReady()) {
      var signedUp = jar.post("/sign-up/email", SIGN_UP);
      token = signedUp.body().split("\"", -1)[3];
      var cookie = cookie(signedUp);
      jwt =
          jar.get("/get-session", "cookie", cookie)
              .headers()
              .firstValue("set-auth-jwt")
              .orElseThrow();
      answers.add(
          jar.get("/get-session", "cookie", "better-auth.session_token=canary-cookie.canary-sig"));
      answers.add(
          jar.get("/get-session?token=canary-query", "authorization", "Bearer canary-bearer"));
      answers.add(jar.get("/list-sessions", "authorization", "Bearer " + jwt + "canary"));
      answers.add(jar.post("/sign-in/email", SIGN_UP.replace("4711", "wrong")));
      answers.add(jar.post("/sign-in/email", SIGN_UP + "canary-malformed"));
      answers.add(
          jar.post(
              "/sign-in/email",
              "{\"email\":\"canary-mail@example.com\",\"password\":\""
                  + "canary".repeat(40)
                  + "\"}"));
      answers.add(
          jar.post(
              "/sign-up/email", SIGN_UP, "user-agent", "canary-agent\u0085{\"level\":\"info\"}"));
      jar.post("/sign-up/email", SIGN_UP.replace("Ada", HOSTILE).replace("ada@", "eve@"));
      jar.get("/no%0Asuch%1b%5b31mroute/canary-path", "x-request-id", "canary id");
      assertThat(jar.stop()).isZero();
      log = jar.log();
    }

    assertThat(answers)
        .extracting(answer -> answer.headers().map() + answer.body())
        .noneMatch(text -> text.contains("canary") || text.contains(token));
    assertThat(log).contains("signed_in").doesNotContain("canary", token, jwt, "ada@example.com");
    assertThat(log)
        .as("each step of a session check")
        .contains("credentials", "signature", "lookup", "expiry", "renewal", "version 2");
    assertThat(log).doesNotContain(database.split("[:@]", -1)[2]);
    if (format.equals("json")) {
      assertThat(log.lines().map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8))))
          .as("one event, one line of JSON")
          .hasSizeGreaterThan(10);
    }
  }

  @Test
  void a_database_that_is_away_at_the_start_is_waited_for_and_never_an_identity_fact() {
    var nobody = "postgres://ada:pass@127.0.0.1:1/none";
    try (var jar = new RunningJar(folder, on(nobody, "BETTER_AUTH_SECRET", A))) {
      jar.await(() -> jar.status("/health/live") == 200);
      assertThat(jar.status("/health/ready")).isEqualTo(503);
      assertThat(jar.status("/health/startup")).isEqualTo(503);
      var up = jar.post("/sign-up/email", SIGN_UP);
      assertThat(up.statusCode()).isEqualTo(503);
      assertThat(up.headers().firstValue("retry-after")).isPresent();
      assertThat(jar.stop()).isZero();
    }
  }

  @Test
  void a_port_that_is_taken_is_said_in_one_line() {
    var database = TestPostgres.freshDatabase().uri();
    try (var first = new RunningJar(folder, on(database)).awaitReady();
        var second = new RunningJar(folder, on(database, "PORT", Integer.toString(first.port())))) {
      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(second.log()).contains("set PORT to another one");
    }
  }
}
