package dev.holdfast.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.domain.config.SignUpPolicy;
import dev.holdfast.http.Api;
import dev.holdfast.http.Bodies;
import dev.holdfast.http.Browser;
import dev.holdfast.http.RawHttp;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /sign-up/email} (protocol endpoints). */
final class SignUpRouteTest {
  private final Api api = new Api();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void answers_with_token_and_user_in_the_order_of_the_reference() {
    var answer = signUp(Bodies.signUp("Ada"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\{\"token\":\"[a-z0-9]{32}\",\"user\":\\{\"name\":\"Ada\","
                + "\"email\":\"ada@example.com\",\"emailVerified\":false,\"image\":null,"
                + "\"createdAt\":\"2026-11-24T04:03:03.035Z\","
                + "\"updatedAt\":\"2026-11-24T04:03:03.035Z\",\"id\":\"[a-z0-9]{32}\"}}");
  }

  @Test
  void checklist_5_1_the_cookie_is_the_references_and_the_header_carries_the_same_token() {
    var answer = signUp(Bodies.signUp("Ada"));
    var signed = answer.header("set-auth-token").orElseThrow();
    assertThat(signed).matches("[a-z0-9]{32}\\.[A-Za-z0-9+/]{43}=");
    assertThat(Browser.setCookies(answer))
        .containsExactly(
            "better-auth.session_token="
                + signed.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")
                + "; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax");
    assertThat(answer.header("access-control-expose-headers")).hasValue("set-auth-token");
    assertThat(answer.body()).contains(signed.substring(0, 32));
  }

  @Test
  void checklist_5_5_who_is_not_to_be_remembered_gets_cookies_that_end_with_the_browser() {
    var cookies = Browser.setCookies(signUp(Bodies.signUp("Ada", ",\"rememberMe\":false")));
    assertThat(cookies).hasSize(2);
    assertThat(cookies.get(0))
        .matches("better-auth\\.session_token=[^;]+; Path=/; HttpOnly; SameSite=Lax");
    assertThat(cookies.get(1))
        .matches("better-auth\\.dont_remember=true\\.[^;]+; Path=/; HttpOnly; SameSite=Lax");
  }

  @Test
  void the_address_is_stored_in_lower_case_and_an_image_is_kept() {
    var body = Bodies.signUp("Ada", ",\"image\":\"https://example.com/a.png\"");
    var answer = signUp(body.replace("ada@example.com", "Ada@Example.COM"));
    assertThat(answer.body())
        .contains("\"email\":\"ada@example.com\"", "\"image\":\"https://example.com/a.png\"");
    assertThat(signUp(Bodies.signUp("Ada")).status()).isEqualTo(422);
  }

  @Test
  void form_data_is_taken_as_well() {
    var answer =
        api.wire()
            .http()
            .post(
                Api.BASE + "/sign-up/email",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "name=Ada&email=ada%40example.com&password=correct+horse+battery");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(api.post("/sign-in/email", Bodies.signIn("Ada")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "1234567, PASSWORD_TOO_SHORT, Password too short",
    "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00, PASSWORD_TOO_SHORT, Password too short",
    "password1, PASSWORD_COMPROMISED, This password is too common. Please choose another one."
  })
  void a_password_that_may_not_be_set_is_400_by_name(String password, String code, String text) {
    var body = Bodies.signUp("Ada").replace(Bodies.PASSWORD, escaped(password));
    var answer = signUp(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"message\":\"" + text + "\",\"code\":\"" + code + "\"}");
    assertThat(api.hasher.worked()).isZero();
    assertThat(api.data.sessions()).isEmpty();
  }

  @Test
  void a_password_may_have_128_characters_and_not_129() {
    var body = Bodies.signUp("Ada");
    var answer = signUp(body.replace(Bodies.PASSWORD, "x".repeat(129)));
    assertThat(answer.body())
        .isEqualTo("{\"message\":\"Password too long\",\"code\":\"PASSWORD_TOO_LONG\"}");
    assertThat(signUp(body.replace(Bodies.PASSWORD, "x".repeat(128))).status()).isEqualTo(200);
  }

  @Test
  void a_taken_address_is_422_where_signing_up_signs_in() {
    signUp(Bodies.signUp("Ada"));
    var answer = signUp(Bodies.signUp("Ada"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"User already exists. Use another email.\","
                + "\"code\":\"USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL\"}");
    assertThat(api.data.sessions()).hasSize(1);
  }

  @Test
  void checklist_3_5_without_auto_sign_in_a_taken_address_looks_like_a_free_one() {
    try (var quiet = new Api(FixedEnvironment.defaults().with(new SignUpPolicy(true, false)))) {
      var free = quiet.post("/sign-up/email", Bodies.signUp("Ada"));
      var workForFree = quiet.hasher.worked();
      var taken = quiet.post("/sign-up/email", Bodies.signUp("Ada"));
      assertThat(taken.status()).isEqualTo(200);
      assertThat(shape(taken)).isEqualTo(shape(free));
      assertThat(names(taken)).isEqualTo(names(free));
      assertThat(quiet.hasher.worked()).isEqualTo(2 * workForFree);
      assertThat(Browser.setCookies(taken)).isEmpty();
      assertThat(taken.header("set-auth-token")).isEmpty();
      assertThat(quiet.data.sessions()).isEmpty();
    }
  }

  @Test
  void where_sign_up_is_closed_it_says_so() {
    try (var closed = new Api(FixedEnvironment.defaults().with(new SignUpPolicy(false, true)))) {
      var answer = closed.post("/sign-up/email", Bodies.signUp("Ada"));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("\"code\":\"EMAIL_PASSWORD_SIGN_UP_DISABLED\"");
    }
  }

  @Test
  void checklist_14_10_nobody_signs_up_with_more_rights_than_others() {
    var answer =
        signUp(
            Bodies.signUp(
                "Ada",
                ",\"emailVerified\":true,\"role\":\"admin\",\"id\":\"chosen\",\"banned\":false,"
                    + "\"createdAt\":\"2001-01-01T00:00:00.000Z\",\"twoFactorEnabled\":false,"
                    + "\"password_hash\":\"x\",\"token\":\"chosen\",\"userId\":\"chosen\""));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"emailVerified\":false", "\"createdAt\":\"2026-11-24T04:03:03.035Z\"")
        .doesNotContain("admin", "chosen", "2001", "twoFactorEnabled", "banned");
  }

  private RawHttp.Answer signUp(String body) {
    return api.post("/sign-up/email", body);
  }

  /** Plain ASCII, as {@link RawHttp} sends bytes. */
  private static String escaped(String text) {
    return text.chars()
        .mapToObj(c -> c < 128 ? Character.toString(c) : "\\u%04x".formatted(c))
        .collect(Collectors.joining());
  }

  private static String shape(RawHttp.Answer answer) {
    return answer.body().replaceAll("\"id\":\"[a-z0-9]{32}\"", "\"id\":\"*\"");
  }

  private static List<String> names(RawHttp.Answer answer) {
    return answer.headers().stream().map(line -> line.split(":", 2)[0]).toList();
  }
}
