package dev.holdfast.http.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.http.HttpEvent;
import dev.holdfast.http.cookie.CookieAttributes.SameSite;
import dev.holdfast.http.cookie.CookieReturn.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Shapes are those that Chromium sends: {@code Sec-Fetch-Site} and {@code Origin}. */
final class CookieReturnTest {
  private static final CookieAttributes SECURE =
      new CookieAttributes("better-auth", true, SameSite.LAX, null);

  private static final RequestShape SAME_ORIGIN =
      new RequestShape("same-origin", "https://auth.example.com", "auth.example.com");

  private static final Client ADA = new Client("198.51.100.7", 1);
  private static final Client EVE = new Client("198.51.100.8", 1);
  private static final SessionToken TOKEN = new SessionToken("t".repeat(32));

  private final List<Events.Event> alarms = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private long now;

  private CookieReturn watching(CookieAttributes attributes) {
    return new CookieReturn(attributes, alarms::add, () -> now, (delay, work) -> later.add(work));
  }

  private void pass(Duration time) {
    now += time.toNanos();
    List.copyOf(later).forEach(Runnable::run);
  }

  private void check(CookieReturn watch, RequestShape shape) {
    watch.missing(ADA, shape, Reason.NO_CREDENTIALS);
  }

  private @Nullable ReturnCause causeOf(
      CookieAttributes attributes, RequestShape signIn, RequestShape checks) {
    var watch = watching(attributes);
    watch.issued(ADA, signIn, TOKEN);
    check(watch, checks);
    check(watch, checks);
    pass(CookieReturn.PATIENCE);
    return alarms.isEmpty() ? null : ((HttpEvent.CookieNotReturned) alarms.getFirst()).cause();
  }

  @Test
  void two_checks_without_the_cookie_within_a_minute_are_an_alarm_when_it_is_over() {
    var watch = watching(SECURE);
    watch.issued(ADA, SAME_ORIGIN, TOKEN);
    check(watch, SAME_ORIGIN);
    check(watch, SAME_ORIGIN);
    pass(Duration.ofSeconds(59));
    assertThat(alarms).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(alarms).hasSize(1);
    pass(Duration.ofMinutes(5));
    assertThat(alarms).as("told once").hasSize(1);
    assertThat(watch.waiting()).isZero();
  }

  @Test
  void a_token_that_comes_back_is_no_alarm() {
    var watch = watching(SECURE);
    watch.issued(ADA, SAME_ORIGIN, TOKEN);
    check(watch, SAME_ORIGIN);
    check(watch, SAME_ORIGIN);
    watch.presented(TOKEN);
    pass(CookieReturn.PATIENCE);
    assertThat(alarms).isEmpty();
    assertThat(watch.waiting()).isZero();
  }

  @Test
  void one_check_is_no_alarm_and_neither_are_those_of_another_client() {
    var watch = watching(SECURE);
    watch.issued(ADA, SAME_ORIGIN, TOKEN);
    check(watch, SAME_ORIGIN);
    for (int i = 0; i < 5; i++) watch.missing(EVE, SAME_ORIGIN, Reason.NO_CREDENTIALS);
    pass(CookieReturn.PATIENCE);
    watch.sweep();
    assertThat(alarms).isEmpty();
  }

  @Test
  void a_second_sign_in_that_works_clears_the_first() {
    var watch = watching(SECURE);
    var second = new SessionToken("u".repeat(32));
    watch.issued(ADA, SAME_ORIGIN, TOKEN);
    check(watch, SAME_ORIGIN);
    watch.issued(ADA, SAME_ORIGIN, second);
    check(watch, SAME_ORIGIN);
    watch.presented(second);
    pass(CookieReturn.PATIENCE);
    assertThat(alarms).isEmpty();
  }

  @Test
  void memory_is_bounded_whoever_signs_in() {
    var watch = watching(SECURE);
    for (int i = 0; i < 3 * CookieReturn.MOST_CLIENTS; i++) {
      watch.issued(new Client("c" + i, 0), SAME_ORIGIN, new SessionToken("token-" + i));
    }
    assertThat(watch.waiting()).isEqualTo(CookieReturn.MOST_CLIENTS);
  }

  @Test
  void a_page_of_another_site_needs_same_site_none() {
    var page = new RequestShape("cross-site", "https://app.example.org", "auth.example.com");
    assertThat(causeOf(SECURE, page, page)).isEqualTo(ReturnCause.CROSS_SITE);
  }

  @Test
  void with_same_site_none_the_browser_keeps_no_cookies_of_third_parties() {
    var none = new CookieAttributes("better-auth", true, SameSite.NONE, null);
    var page = new RequestShape("cross-site", "https://app.example.org", "auth.example.com");
    assertThat(causeOf(none, page, page)).isEqualTo(ReturnCause.THIRD_PARTY);
  }

  @Test
  void a_page_over_http_keeps_no_cookie_for_https() {
    // Over http Chromium sends no Sec-Fetch-Site to hosts that it does not trust.
    var page = new RequestShape("", "http://auth.example.com", "auth.example.com");
    assertThat(causeOf(SECURE, page, page)).isEqualTo(ReturnCause.HTTP_HOP);
  }

  @Test
  void this_machine_may_keep_such_a_cookie_over_http() {
    var page = new RequestShape("same-origin", "http://localhost:3000", "localhost");
    assertThat(causeOf(SECURE, page, page)).isEqualTo(ReturnCause.NOT_TOLD);
  }

  @Test
  void a_cookie_under_another_name_tells_of_another_scheme_or_prefix() {
    var watch = watching(SECURE);
    watch.issued(ADA, SAME_ORIGIN, TOKEN);
    watch.missing(ADA, SAME_ORIGIN, Reason.COOKIE_NAME_MISMATCH);
    watch.missing(ADA, SAME_ORIGIN, Reason.COOKIE_NAME_MISMATCH);
    pass(CookieReturn.PATIENCE);
    assertThat(alarms)
        .singleElement()
        .isInstanceOfSatisfying(
            HttpEvent.CookieNotReturned.class,
            alarm -> assertThat(alarm.cause()).isEqualTo(ReturnCause.OTHER_NAME));
  }

  @Test
  void a_domain_has_to_cover_the_host() {
    var domain = new CookieAttributes("better-auth", true, SameSite.LAX, "example.com");
    var elsewhere = new RequestShape("same-origin", "https://auth.example.net", "auth.example.net");
    assertThat(causeOf(domain, elsewhere, elsewhere)).isEqualTo(ReturnCause.DOMAIN_NO_SUFFIX);
    alarms.clear();
    assertThat(causeOf(domain, SAME_ORIGIN, SAME_ORIGIN)).isEqualTo(ReturnCause.NOT_TOLD);
  }

  @Test
  void a_cookie_of_one_host_does_not_go_to_another() {
    var other = new RequestShape("same-origin", "https://www.example.com", "www.example.com");
    assertThat(causeOf(SECURE, SAME_ORIGIN, other)).isEqualTo(ReturnCause.OTHER_HOST);
  }
}
