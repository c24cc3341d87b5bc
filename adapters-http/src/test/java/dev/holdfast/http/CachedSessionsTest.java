package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Session-data cookies that nobody should believe (bad input F13 and F14). Without a cookie cache
 * none is believed at all: the store answers, and what came along is deleted.
 */
final class CachedSessionsTest {
  private static final String CACHE = "better-auth.session_data";

  private final Api api = new Api();
  private Browser ada;
  private Browser eve;
  private Object before = "";

  @BeforeEach
  void two_people_are_signed_in() {
    ada = api.signedUp("Ada");
    eve = api.signedUp("Eve");
    api.get("/jwks"); // the first key is made here
    before = api.data.contents();
  }

  @AfterEach
  void nothing_changed() {
    assertThat(api.data.contents()).isEqualTo(before);
    assertThat(ada.email()).hasValue("ada@example.com");
    assertThat(eve.email()).hasValue("eve@example.com");
    api.close();
  }

  /** Cookie lines, without the session token. */
  private List<String> forged() {
    var eves = eve.get("/get-session").body();
    var chunk = "x".repeat(100);
    return List.of(
        CACHE + "=" + compact(eves, "1", 32_503_680_000_000L),
        CACHE + "=" + compact(eves, "0", 32_503_680_000_000L),
        CACHE + "=" + compact(eves, "1", 1),
        CACHE + "=" + compact("{\"user\":{\"id\":\"x\"}}", "1", 32_503_680_000_000L),
        CACHE + "=" + compact(eves, "1", 32_503_680_000_000L).substring(7),
        CACHE + "=eyJhbGciOiJub25lIn0." + base64(eves) + ".",
        CACHE + "=" + SecretsSigner.signed(Api.SECRET, base64(eves)),
        CACHE + "=null",
        CACHE + "=",
        CACHE + "=%00%ff",
        CACHE + ".1=" + chunk,
        CACHE + ".99=" + chunk,
        CACHE + ".-1=" + chunk,
        CACHE + ".0=" + compact(eves, "1", 32_503_680_000_000L),
        CACHE + "=H4sIAAAAAAAA/6tWKkktLlGyUqpVAgC8G2+SEAAAAA==",
        many(50, chunk),
        many(120, chunk));
  }

  /** As the reference writes it, but signed by nobody who could. */
  private static String compact(String session, String version, long expiresAt) {
    return base64(
        "{\"session\":%s,\"version\":\"%s\",\"expiresAt\":%d,\"signature\":\"%s\"}"
            .formatted(session, version, expiresAt, "A".repeat(43)));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String many(int count, String value) {
    return IntStream.range(0, count)
        .mapToObj(i -> CACHE + "." + i + "=" + value)
        .collect(Collectors.joining("; "));
  }

  @Test
  void checklist_4_10_a_cached_session_alone_is_nobody() {
    for (String cookie : forged()) {
      var answer = api.get("/get-session", "Cookie: " + cookie);
      assertThat(answer.body()).as(cookie).isEqualTo("null");
      for (Route route : api.routes()) {
        if (route.access() == Access.ANYONE) continue;
        assertThat(call(route, cookie).status()).as(route.path()).isEqualTo(401);
      }
    }
  }

  @Test
  void checklist_4_10_beside_a_token_the_store_says_who_it_is() {
    var own = Api.TOKEN_COOKIE + "=" + ada.cookie(Api.TOKEN_COOKIE).orElseThrow();
    for (String cookie : forged()) {
      for (String both : List.of(own + "; " + cookie, cookie + "; " + own)) {
        int asked = api.sessions.calls();
        var answer = api.get("/get-session", "Cookie: " + both);
        assertThat(Browser.emailOf(answer)).as(cookie).hasValue("ada@example.com");
        assertThat(api.sessions.calls()).isGreaterThan(asked);
        assertThat(Browser.setCookies(answer)).allMatch(line -> line.contains("=; Max-Age=0;"));
        assertThat(api.get("/list-sessions", "Cookie: " + both).body())
            .contains(ada.token())
            .doesNotContain(eve.token());
      }
    }
  }

  private RawHttp.Answer call(Route route, String cookie) {
    var headers = "Cookie: " + cookie + "\r\nOrigin: " + api.origin() + "\r\n";
    var type = "Content-Type: application/json\r\n";
    return route.method() == Route.Method.GET
        ? api.send("GET", route.path(), headers, "")
        : api.send("POST", route.path(), type + headers, Bodies.of(route));
  }
}
