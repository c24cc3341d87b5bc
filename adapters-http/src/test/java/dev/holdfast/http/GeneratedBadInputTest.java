package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * More of the kind of {@link RoutesBadInputTest}, made by chance with a fixed seed: good requests
 * with a few bytes changed. What holds for all of them is the oracle.
 */
final class GeneratedBadInputTest {
  private static final long SEED = 20_261_124;
  private static final int PATIENCE_MILLIS = 60;

  private final Api api = new Api();
  private final Mutations mutations = new Mutations(SEED);
  private Browser ada;
  private String cookie = "";

  @BeforeEach
  void ada_is_the_control_user() {
    ada = api.signedUp("Ada");
    api.get("/jwks");
    cookie = ada.cookie(Api.TOKEN_COOKIE).orElseThrow();
  }

  @AfterEach
  void ada_is_who_she_was() {
    assertThat(ada.email()).hasValue("ada@example.com");
    api.close();
  }

  @Test
  void a_changed_body_is_understood_or_400_and_an_error_changes_nothing() {
    for (int i = 0; i < 1_200; i++) {
      var route = mutations.oneOf(posts());
      var body = mutations.of(goodBody(route));
      var before = api.data.contents();
      var answer = api.post(route.path(), body);
      assertThat(answer.status()).as(route.path() + body).isIn(200, 400, 401, 403, 405, 422);
      if (answer.status() != 200) assertThat(api.data.contents()).isEqualTo(before);
      assertThat(answer.body()).doesNotContain(ada.token());
      if (!answer.header("location").orElse("/").startsWith("/")) assertTrustedUrl(answer);
    }
  }

  @Test
  void a_changed_form_is_understood_or_400() {
    var form = "email=ada%40example.com&password=wrong+horse+battery&callbackURL=%2Fdash";
    for (int i = 0; i < 400; i++) {
      var type = "Content-Type: application/x-www-form-urlencoded\r\n";
      var body = mutations.of(form);
      var answer = api.send("POST", "/sign-in/email", type, body);
      assertThat(answer.status()).as(body).isIn(400, 401, 403);
    }
    assertThat(api.data.sessions()).hasSize(1);
  }

  @Test
  void checklist_4_4_a_changed_cookie_is_ada_only_while_it_is_hers_when_decoded() {
    var good = SecretsSigner.signed(Api.SECRET, ada.token());
    for (int i = 0; i < 800; i++) {
      var header = mutations.of(Api.TOKEN_COOKIE + "=" + cookie + "; theme=dark");
      if (!isHeaderText(header)) continue;
      var answer = api.get("/get-session", "Cookie: " + header);
      if (answer.status() != 200) continue;
      assertThat(Browser.emailOf(answer).orElse("nobody")).isIn("ada@example.com", "nobody");
      if (Stream.of(header.split(";")).noneMatch(pair -> decoded(pair).contains(good))) {
        assertThat(answer.body()).as(header).isEqualTo("null");
      }
      assertThat(Browser.setCookies(answer)).noneMatch(line -> !line.contains("=; Max-Age=0;"));
    }
  }

  @Test
  void checklist_4_17_a_changed_bearer_token_is_nobody_or_ada() {
    var signed = "Bearer " + SecretsSigner.signed(Api.SECRET, ada.token());
    for (int i = 0; i < 800; i++) {
      var header = mutations.of(signed);
      if (!isHeaderText(header)) continue;
      var answer = api.get("/get-session", "Authorization: " + header);
      assertThat(answer.status()).as(header).isIn(200, 400, 431);
      if (answer.status() == 200) {
        assertThat(Browser.emailOf(answer).orElse("nobody")).isIn("ada@example.com", "nobody");
      }
    }
  }

  @Test
  void checklist_14_8_no_changed_path_gets_past_a_guard() {
    var guarded = api.routes().stream().filter(row -> row.access() != Access.ANYONE).toList();
    for (int i = 0; i < 1_200; i++) {
      var route = mutations.oneOf(guarded);
      var path = mutations.of(Api.BASE + route.path());
      if (!isHeaderText(path) || path.contains(" ") || !path.startsWith("/")) continue;
      var body = route.body() == null ? "" : "{\"token\":\"x\"}";
      var headers = body.isEmpty() ? "" : "Content-Type: application/json\r\n";
      var answer = api.wire().http().send(route.method().name(), path, headers, body);
      api.wire().check(answer);
      assertThat(answer.status()).as(path).isIn(400, 401, 403, 404, 414);
    }
  }

  @Test
  void checklist_6_8_a_changed_origin_passes_only_if_another_parser_sees_a_trusted_one() {
    for (int i = 0; i < 800; i++) {
      var origin = mutations.of(mutations.oneOf(List.of(api.origin(), Api.APP)));
      if (!isHeaderText(origin)) continue;
      var answer =
          api.post(
              "/revoke-other-sessions",
              "{}",
              ada.cookieHeader().orElseThrow(),
              "Origin: " + origin.strip());
      assertThat(answer.status()).as(origin).isIn(200, 400, 403, 431);
      if (answer.status() == 200) assertTrusted(origin.strip());
    }
  }

  @Test
  void checklist_6_7_a_changed_return_address_passes_only_if_it_leads_to_us() {
    for (int i = 0; i < 800; i++) {
      var url = mutations.of(mutations.oneOf(List.of("/dash?x=1", Api.APP + "/a", "/a/b#c")));
      var text = url.replace("\\", "\\\\").replace("\"", "\\\"");
      var body = Bodies.signIn("Ada", ",\"callbackURL\":\"" + text + "\"");
      var answer = api.post("/sign-in/email", body);
      assertThat(answer.status()).as(url).isIn(200, 400, 403);
      if (answer.header("location").isPresent()) assertTrustedUrl(answer);
    }
  }

  @Test
  void changed_bytes_of_a_whole_request_get_one_answer_or_none_and_change_nothing() {
    var body = Bodies.signInWith("ada@example.com", "wrong horse");
    var request =
        """
        POST /api/auth/sign-in/email HTTP/1.1
        Host: x
        Connection: close
        Content-Type: application/json
        Content-Length: %d

        %s\
        """
            .formatted(body.length(), body)
            .replace("\n", "\r\n");
    var before = api.data.contents();
    for (int i = 0; i < 600; i++) {
      var bytes = mutations.of(request);
      var conversation = api.wire().http().converse(bytes, PATIENCE_MILLIS);
      assertThat(conversation.answers()).as(bytes).hasSizeLessThanOrEqualTo(2);
      conversation.answers().forEach(answer -> api.wire().check(answer));
    }
    assertThat(api.data.contents()).isEqualTo(before);
  }

  private void assertTrustedUrl(RawHttp.Answer answer) {
    var location = answer.header("location").orElseThrow();
    if (location.startsWith("/")) {
      // java.net.URI is stricter than browsers about what a path may hold; it is asked for the
      // host.
      var plain = location.split("[?#]", 2)[0].replaceAll("[^\\w/.:@;,=&+!*'()-]", "x");
      var resolved = URI.create(api.origin() + "/").resolve(plain);
      assertThat(resolved.getAuthority()).as(location).isEqualTo("localhost:3000");
      assertThat(location).doesNotStartWith("//").doesNotContain("\\");
    } else {
      assertTrusted(location);
    }
  }

  private void assertTrusted(String url) {
    var parsed = URI.create(url.replaceFirst("(?<=\\w)[/?#].*", ""));
    var host = String.valueOf(parsed.getHost()).toLowerCase(Locale.ROOT);
    int port = parsed.getPort();
    var origin = parsed.getScheme() + "://" + host + (port < 0 || port == 443 ? "" : ":" + port);
    assertThat(origin.toLowerCase(Locale.ROOT)).as(url).isIn(api.origin(), Api.APP);
    assertThat(parsed.getUserInfo()).as(url).isNull();
  }

  private List<Route> posts() {
    return api.routes().stream().filter(row -> row.method() == Route.Method.POST).toList();
  }

  private static String goodBody(Route route) {
    return switch (route.path()) {
      case "/sign-up/email" -> Bodies.signUp("Grace", ",\"image\":\"i\",\"rememberMe\":false");
      case "/sign-in/email" -> Bodies.signIn("Ada", ",\"callbackURL\":\"/a\",\"rememberMe\":true");
      case "/revoke-session" -> Bodies.revoke("x");
      default -> "{\"callbackURL\":\"/a\",\"disableRedirect\":true,\"state\":\"s\"}";
    };
  }

  /** The text with its escapes undone, by another decoder; as it is where that is not possible. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException undecodable) {
      return text;
    }
  }

  /** What one header field can carry; the rest is the business of the last test. */
  private static boolean isHeaderText(String text) {
    return text.chars().noneMatch(c -> c < ' ' || c == 0x7f);
  }
}
