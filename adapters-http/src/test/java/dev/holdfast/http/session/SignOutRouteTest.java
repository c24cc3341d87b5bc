package dev.holdfast.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api;
import dev.holdfast.http.Browser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /sign-out} (protocol endpoints; decisions "Sign-out"). */
final class SignOutRouteTest {
  private final Api api = new Api();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void checklist_4_8_the_session_ends_and_every_cookie_is_deleted() {
    var ada = api.signedUp("Ada");
    var captured = ada.cookieHeader().orElseThrow();
    var answer = ada.post("/sign-out", "{}");
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
    assertThat(Browser.setCookies(answer)).isEqualTo(Api.DELETIONS);
    assertThat(ada.cookieHeader()).isEmpty();
    assertThat(api.get("/get-session", captured).body()).isEqualTo("null");
    assertThat(api.data.sessions()).isEmpty();
  }

  @Test
  void signing_out_twice_is_no_error() {
    var ada = api.signedUp("Ada");
    var captured = ada.cookieHeader().orElseThrow();
    ada.post("/sign-out", "");
    var again = api.post("/sign-out", "{}", captured, "Origin: " + api.origin());
    assertThat(again.status()).isEqualTo(200);
    assertThat(Browser.setCookies(again)).isEqualTo(Api.DELETIONS);
  }

  @Test
  void a_bearer_token_signs_out_its_session() {
    var ada = api.signedUp("Ada");
    var answer = api.post("/sign-out", "{}", "Authorization: Bearer " + ada.token());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(ada.email()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "theme=dark", Api.TOKEN_COOKIE + "=x.y", Api.TOKEN_COOKIE + "=nodot"})
  void without_a_good_cookie_the_store_is_not_asked(String cookie) {
    api.data.setAvailable(false);
    var answer =
        api.post(
            "/sign-out",
            "{}",
            cookie.isEmpty() ? "X-No: cookie" : "Cookie: " + cookie,
            "Origin: " + api.origin());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
    assertThat(Browser.setCookies(answer)).isEqualTo(Api.DELETIONS);
    assertThat(api.sessions.calls()).isZero();
  }

  @Test
  void cached_sessions_that_came_along_are_deleted_between_the_others() {
    var ada = api.signedUp("Ada");
    ada.put("better-auth.session_data.0", "a").put("better-auth.session_data.1", "b");
    List<String> expected = new ArrayList<>(Api.DELETIONS.subList(0, 2));
    for (String chunk : List.of("0", "1")) {
      expected.add(Api.DELETIONS.get(1).replace("data=", "data." + chunk + "="));
    }
    expected.add(Api.DELETIONS.getLast());
    assertThat(Browser.setCookies(ada.post("/sign-out", "{}"))).isEqualTo(expected);
  }

  @Test
  void a_callback_that_is_no_text_is_400_and_an_untrusted_one_403() {
    var ada = api.signedUp("Ada");
    var answer = ada.post("/sign-out", "{\"callbackURL\":1}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("Invalid callbackURL: expected a string");
    assertThat(ada.post("/sign-out", "{\"callbackURL\":\"//evil.tld\"}").status()).isEqualTo(403);
    assertThat(ada.email()).hasValue("ada@example.com");
  }
}
