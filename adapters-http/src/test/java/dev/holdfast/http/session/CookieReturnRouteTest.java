package dev.holdfast.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Api;
import dev.holdfast.http.Bodies;
import dev.holdfast.http.HttpEvent;
import dev.holdfast.http.cookie.ReturnCause;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CookieReturnRouteTest {
  private static final String CROSS_SITE = "Sec-Fetch-Site: cross-site";
  private static final String PAGE = "Origin: " + Api.APP;
  private static final String AGENT = "User-Agent: a browser";

  private final Api api = new Api();

  @AfterEach
  void close() {
    api.close();
  }

  private void passAMinute() {
    api.clock.advance(Duration.ofSeconds(60));
    api.afterwards.forEach(Runnable::run);
  }

  @Test
  void a_browser_that_signs_in_and_asks_twice_without_its_cookie_is_told_with_the_cause() {
    api.post("/sign-up/email", Bodies.signUp("ada"), CROSS_SITE, PAGE, AGENT);
    api.get("/get-session", CROSS_SITE, PAGE, AGENT);
    api.get("/get-session", CROSS_SITE, PAGE, AGENT);
    passAMinute();

    assertThat(api.events.of(HttpEvent.CookieNotReturned.class))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.cause()).isEqualTo(ReturnCause.CROSS_SITE);
              assertThat(told.origin()).isEqualTo(Api.APP);
              assertThat(told.cookie()).isEqualTo(Api.TOKEN_COOKIE);
              assertThat(told.checks()).isEqualTo(2);
            });
  }

  @Test
  void a_browser_that_comes_back_with_its_cookie_is_not_told() {
    var browser = api.signedUp("ada");
    api.get("/get-session");
    api.get("/get-session");
    browser.get("/get-session");
    passAMinute();

    assertThat(api.events.of(HttpEvent.CookieNotReturned.class)).isEmpty();
  }
}
