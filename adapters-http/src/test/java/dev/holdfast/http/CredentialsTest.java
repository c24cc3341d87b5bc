package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.secret.CookieSigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a request presents, asked over the wire: no store is there to be asked. */
final class CredentialsTest {
  private static final String NAME = "__Secure-better-auth.session_token";
  private static final String TOKEN = "bhkdciIYrgdDMFqVWRQzQZmCM5XH9uKI";
  private static final Signer SIGNER = new Signer();
  private static final String GOOD = TOKEN + "." + SIGNER.sign(TOKEN);

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(SIGNER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<List<String>> cookies() {
    var signature = SIGNER.sign(TOKEN);
    return List.of(
        List.of(NAME + "=" + GOOD, "presented " + TOKEN),
        List.of(NAME + "=\"" + GOOD + "\"", "presented " + TOKEN),
        List.of(NAME + "=" + GOOD.replace("=", "%3D"), "presented " + TOKEN),
        List.of(NAME + "=" + GOOD + "; " + NAME + "=x.y", "presented " + TOKEN),
        List.of(NAME + "=x.y; " + NAME + "=" + GOOD, "cookie_signature_invalid"),
        List.of(NAME + "=" + TOKEN + ".p" + signature.substring(1), "previous " + TOKEN),
        List.of(NAME + "=" + TOKEN + ".r" + signature.substring(1), retired()),
        List.of(NAME + "=", "cookie_malformed"),
        List.of(NAME + "=.", "cookie_malformed"),
        List.of(NAME + "=.a", "cookie_malformed"),
        List.of(NAME + "=nodot", "cookie_malformed"),
        List.of(NAME + "=a.", "cookie_signature_invalid"),
        List.of(NAME + "=" + GOOD.substring(0, 76), "cookie_signature_invalid"),
        List.of(NAME + "=" + GOOD + "=", "cookie_signature_invalid"),
        List.of(NAME + "=true." + signature, "cookie_signature_invalid"),
        List.of("better-auth.session_token=" + GOOD, "cookie_name_mismatch"),
        List.of("__Host-better-auth.session_token=" + GOOD, "cookie_name_mismatch"),
        List.of("other.session_token=" + GOOD, "cookie_name_mismatch"),
        List.of("theme=dark", "no_credentials"));
  }

  private static String retired() {
    return "cookie_signed_by_retired_secret";
  }

  @ParameterizedTest
  @MethodSource("cookies")
  void checklist_4_4_a_cookie_is_judged_by_its_signature_alone(List<String> cookieAndFinding) {
    assertThat(found("Cookie: " + cookieAndFinding.get(0) + "\r\n"))
        .isEqualTo(cookieAndFinding.get(1));
  }

  @Test
  void checklist_4_17_a_bearer_token_wins_over_the_cookie_and_a_bad_one_is_passed_over() {
    var cookie = "Cookie: " + NAME + "=" + GOOD + "\r\n";
    assertThat(found("Authorization: Bearer other\r\n" + cookie)).isEqualTo("presented other");
    assertThat(found("Authorization: bearer  " + GOOD + " \r\n")).isEqualTo("presented " + TOKEN);
    assertThat(found("Authorization: Bearer " + GOOD.replace("=", "%3D") + "\r\n"))
        .isEqualTo("presented " + TOKEN);
    for (String bad :
        List.of(
            "Bearer",
            "Bearer a b",
            "bearer\ttoken",
            "Basic YTpi",
            "Bearer x.y",
            "Bearer " + GOOD + ".",
            "Bearer " + GOOD + ".x")) {
      assertThat(found("Authorization: " + bad + "\r\n" + cookie)).isEqualTo("presented " + TOKEN);
      assertThat(found("Authorization: " + bad + "\r\n")).isEqualTo("no_credentials");
    }
    assertThat(found("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n"))
        .isEqualTo("no_credentials");
  }

  @Test
  void a_token_in_the_query_is_never_looked_at() {
    var answer = server.http().get("/api/auth/test/credentials?access_token=" + TOKEN, "");
    assertThat(answer.body()).isEqualTo("\"no_credentials\"");
  }

  private static String found(String headers) {
    return server.http().get("/api/auth/test/credentials", headers).body().replace("\"", "");
  }

  /** Signs as the reference does; a first letter tells other secrets' signatures apart. */
  static final class Signer implements CookieSigner {
    @Override
    public String sign(String value) {
      try {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(
            new SecretKeySpec(
                "throwaway-secret-for-spec-only-0123456789abcdef".getBytes(StandardCharsets.UTF_8),
                "HmacSHA256"));
        return Base64.getEncoder()
            .encodeToString(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
      } catch (GeneralSecurityException absent) {
        throw new IllegalStateException(absent);
      }
    }

    @Override
    public Signature check(String value, String signature) {
      var current = sign(value);
      if (signature.equals(current)) return Signature.CURRENT;
      if (signature.equals("p" + current.substring(1))) return Signature.PREVIOUS;
      return signature.equals("r" + current.substring(1)) ? Signature.RETIRED : Signature.INVALID;
    }
  }
}
