package dev.holdfast.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.People;
import dev.holdfast.domain.account.Restrictions;
import dev.holdfast.http.Api;
import dev.holdfast.http.Bodies;
import dev.holdfast.http.Browser;
import dev.holdfast.http.RawHttp;
import dev.holdfast.http.SecretsSigner;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /sign-in/email} (protocol endpoints). */
final class SignInRouteTest {
  private final Api api = new Api();

  @BeforeEach
  void ada_has_an_account() {
    api.signedUp("Ada");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void answers_with_redirect_token_and_user_in_the_order_of_the_reference() {
    var answer = signIn(Bodies.signIn("Ada"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\{\"redirect\":false,\"token\":\"[a-z0-9]{32}\",\"user\":\\{\"name\":\"Ada\",.*}}");
    assertThat(answer.header("location")).isEmpty();
  }

  @Test
  void a_callback_comes_back_as_url_and_location_with_200() {
    var answer = signIn(Bodies.signIn("Ada", ",\"callbackURL\":\"/dash\""));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("location")).hasValue("/dash");
    assertThat(answer.body())
        .matches("\\{\"redirect\":true,\"token\":\"[a-z0-9]{32}\",\"url\":\"/dash\",\"user\":.*");
  }

  @Test
  void an_upper_case_address_is_the_same_account() {
    assertThat(signIn(Bodies.signInWith("ADA@Example.com", Bodies.PASSWORD)).status())
        .isEqualTo(200);
  }

  @Test
  void checklist_3_1_unknown_address_wrong_password_and_no_password_look_alike() {
    var grace = People.grace();
    api.data.stores().users().add(grace, People.credentialOf(grace)); // its hash is malformed
    var wrong = signIn(Bodies.signInWith("ada@example.com", "wrong horse battery"));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.body())
        .isEqualTo(
            "{\"message\":\"Invalid email or password\",\"code\":\"INVALID_EMAIL_OR_PASSWORD\"}");
    for (String email : List.of("nobody@example.com", "grace@example.com")) {
      int before = api.hasher.worked();
      var other = signIn(Bodies.signInWith(email, "wrong horse battery"));
      assertThat(other.status()).isEqualTo(wrong.status());
      assertThat(other.body()).isEqualTo(wrong.body());
      assertThat(withoutId(other)).isEqualTo(withoutId(wrong));
      assertThat(api.hasher.worked()).isEqualTo(before + 1);
    }
  }

  @Test
  void checklist_3_3_a_ban_and_a_second_factor_show_only_after_the_right_password() {
    var ada = api.data.sessions().getFirst().user();
    api.data.restrict(ada, new Restrictions(true, null, false));
    assertThat(signIn(Bodies.signInWith("ada@example.com", "wrong horse battery")).status())
        .isEqualTo(401);
    var banned = signIn(Bodies.signIn("Ada"));
    assertThat(banned.status()).isEqualTo(403);
    assertThat(banned.body()).contains("\"code\":\"BANNED_USER\"");
    api.data.restrict(ada, new Restrictions(false, null, true));
    assertThat(signIn(Bodies.signIn("Ada")).body())
        .contains("\"code\":\"TWO_FACTOR_NOT_SUPPORTED\"");
  }

  @Test
  void checklist_4_2_a_presented_token_is_never_adopted_and_stays_worth_nothing() {
    var chosen = "x".repeat(32);
    for (String cookie : List.of(chosen + ".made-up", SecretsSigner.signed(Api.SECRET, chosen))) {
      var browser = api.browser().put(Api.TOKEN_COOKIE, cookie);
      var before = browser.cookieHeader().orElseThrow();
      browser.post("/sign-in/email", Bodies.signIn("Ada"));
      assertThat(browser.token()).isNotEqualTo(chosen);
      assertThat(browser.email()).hasValue("ada@example.com");
      assertThat(api.get("/get-session", before).body()).isEqualTo("null");
    }
  }

  @Test
  void signing_in_again_makes_a_new_session_and_leaves_the_old_one() {
    var browser = api.browser();
    browser.post("/sign-in/email", Bodies.signIn("Ada"));
    var first = browser.cookieHeader().orElseThrow();
    browser.post("/sign-in/email", Bodies.signIn("Ada"));
    assertThat(browser.cookieHeader()).isNotEqualTo(java.util.Optional.of(first));
    assertThat(Browser.emailOf(api.get("/get-session", first))).hasValue("ada@example.com");
  }

  @Test
  void checklist_5_5_remember_me_decides_about_the_cookies_life() {
    var browser = api.browser();
    var forgetful = browser.post("/sign-in/email", Bodies.signIn("Ada", ",\"rememberMe\":false"));
    assertThat(Browser.setCookies(forgetful))
        .hasSize(2)
        .allMatch(line -> line.endsWith("; Path=/; HttpOnly; SameSite=Lax"))
        .noneMatch(line -> line.contains("Max-Age") || line.contains("Expires"));
    var remembered = browser.post("/sign-in/email", Bodies.signIn("Ada", ",\"rememberMe\":true"));
    assertThat(Browser.setCookies(remembered)).hasSize(2);
    assertThat(Browser.setCookies(remembered).getFirst()).contains("; Max-Age=604800; ");
    assertThat(Browser.setCookies(remembered).getLast()).isEqualTo(Api.DELETIONS.getLast());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "@", "a@", "a@b@c.de", "a b@c.de", "a@b.de ", "a@b.de\\n", ""})
  void what_is_no_address_is_400(String email) {
    var answer = signIn(Bodies.signInWith(email, Bodies.PASSWORD));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"message\":\"Invalid email\",\"code\":\"INVALID_EMAIL\"}");
  }

  @Test
  void a_password_that_is_too_long_is_refused_before_any_work() {
    int before = api.hasher.worked();
    var answer = signIn(Bodies.signInWith("ada@example.com", "x".repeat(129)));
    assertThat(answer.body())
        .isEqualTo("{\"message\":\"Password too long\",\"code\":\"PASSWORD_TOO_LONG\"}");
    assertThat(api.hasher.worked()).isEqualTo(before);
  }

  @Test
  void checklist_16_5_the_operator_learns_what_the_caller_does_not() {
    signIn(Bodies.signInWith("nobody@example.com", "wrong horse battery"));
    assertThat(api.events.all().getLast().toString()).contains("UNKNOWN_ADDRESS");
  }

  private RawHttp.Answer signIn(String body) {
    return api.post("/sign-in/email", body);
  }

  private static List<String> withoutId(RawHttp.Answer answer) {
    return answer.headers().stream().filter(line -> !line.startsWith("x-request-id")).toList();
  }
}
