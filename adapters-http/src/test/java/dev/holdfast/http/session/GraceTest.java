package dev.holdfast.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.domain.token.TokenEvent;
import dev.holdfast.http.Api;
import dev.holdfast.http.Browser;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code HOLDFAST_SESSION_GRACE} on the wire: reads go on for a while, and say that they do. */
final class GraceTest {
  private final Api api = new Api(FixedEnvironment.defaults(), Duration.ofSeconds(60));
  private Browser ada;

  @BeforeEach
  void ada_was_verified_and_then_the_store_goes_away() {
    ada = api.signedUp("Ada");
    assertThat(ada.get("/get-session").header(SessionReader.IN_GRACE)).isEmpty();
    assertThat(ada.get("/token").status()).isEqualTo(200);
    api.data.setAvailable(false);
    api.clock.advance(Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void her_session_is_answered_marked_with_its_age_and_without_a_cookie() {
    var answer = ada.get("/get-session");

    assertThat(Browser.emailOf(answer)).hasValue("ada@example.com");
    assertThat(answer.header(SessionReader.IN_GRACE)).hasValue("20");
    assertThat(Browser.setCookies(answer)).isEmpty();
  }

  @Test
  void a_token_made_of_it_ends_with_the_grace() {
    var answer = ada.get("/token");

    assertThat(answer.header(SessionReader.IN_GRACE)).hasValue("20");
    assertThat(api.events.all())
        .filteredOn(TokenEvent.Issued.class::isInstance)
        .last(InstanceOfAssertFactories.type(TokenEvent.Issued.class))
        .extracting(TokenEvent.Issued::expiresAt)
        .isEqualTo(api.clock.instant().plusSeconds(40).truncatedTo(ChronoUnit.SECONDS));
  }

  @Test
  void whatever_changes_or_lists_something_is_503_and_no_cookie_is_touched() {
    for (var path : List.of("/revoke-sessions", "/revoke-other-sessions", "/sign-out")) {
      var answer = ada.post(path, "{}");
      assertThat(answer.status()).as(path).isEqualTo(503);
      assertThat(Browser.setCookies(answer)).isEmpty();
    }
    assertThat(ada.get("/list-sessions").status()).isEqualTo(503);
  }

  @Test
  void after_the_grace_it_is_503_and_when_the_store_is_back_all_is_as_it_was() {
    api.clock.advance(Duration.ofSeconds(40));
    assertThat(ada.get("/get-session").status()).isEqualTo(503);

    api.data.setAvailable(true);

    var answer = ada.get("/get-session");
    assertThat(Browser.emailOf(answer)).hasValue("ada@example.com");
    assertThat(answer.header(SessionReader.IN_GRACE)).isEmpty();
  }
}
