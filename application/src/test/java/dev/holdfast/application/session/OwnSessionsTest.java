package dev.holdfast.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.session.ListSessions.Listed;
import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.People;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.Sessions;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.session.SessionHandle;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.domain.session.TokenForm;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users do with their own sessions: list them, revoke them, sign out. */
final class OwnSessionsTest {
  private final InMemory data = new InMemory();
  private final SessionStore sessions = data.stores().sessions();
  private final RecordedEvents events = new RecordedEvents();
  private final TestClock clock = new TestClock();
  private final SessionGrace noGrace = new SessionGrace(Duration.ZERO, clock, () -> 0);
  private final User ada = People.ada();
  private final User grace = People.grace();
  private final Session laptop = Sessions.of(ada, "laptop", TokenForm.DIGEST, TestClock.START);
  private final Session phone =
      Sessions.of(ada, "phone", TokenForm.PLAIN, TestClock.START.plusSeconds(60));
  private final Session hers = Sessions.of(grace, "hers", TokenForm.PLAIN, TestClock.START);

  @BeforeEach
  void ada_is_signed_in_twice_and_grace_once() {
    data.stores().users().add(ada, People.credentialOf(ada));
    data.stores().users().add(grace, People.credentialOf(grace));
    for (var session : List.of(laptop, phone, hers)) sessions.add(session);
    clock.advance(Duration.ofMinutes(5));
  }

  @Test
  void where_tokens_are_digests_the_list_shows_the_own_token_and_handles_for_the_others() {
    assertThat(list(TokenForm.DIGEST))
        .containsExactly(
            new Listed(laptop, Sessions.token("laptop").value()),
            new Listed(phone, SessionHandle.of(phone.id())));
  }

  @Test
  void where_tokens_are_plain_the_list_shows_them_as_the_reference_does() {
    var tablet = Sessions.of(ada, "tablet", TokenForm.DIGEST, TestClock.START.plusSeconds(90));
    sessions.add(tablet);

    assertThat(list(TokenForm.PLAIN))
        .as("and a handle where only a digest is known")
        .containsExactly(
            new Listed(laptop, Sessions.token("laptop").value()),
            new Listed(phone, Sessions.token("phone").value()),
            new Listed(tablet, SessionHandle.of(tablet.id())));
  }

  @Test
  void the_list_leaves_out_expired_sessions_and_other_peoples() {
    clock.set(laptop.expiresAt().plusSeconds(30));

    assertThat(list(TokenForm.DIGEST)).extracting(Listed::session).containsExactly(phone);
  }

  @Test
  void a_line_of_the_list_never_prints_its_token() {
    assertThat(list(TokenForm.PLAIN).toString()).doesNotContain(Sessions.token("phone").value());
  }

  @Test
  void whatever_the_list_shows_revokes_that_session() {
    for (var form : TokenForm.values()) {
      sessions.add(phone);
      var shown = list(form).getLast();
      assertThat(shown.session()).isEqualTo(phone);

      assertThat(revoke(SessionHandle.parse(shown.token()))).as("it is not the own one").isFalse();
      assertThat(sessions.liveOf(ada.id(), clock.instant())).containsExactly(laptop);
      assertThat(sessions.endingOf(Sessions.token("phone"))).contains(Ending.REVOKED);
    }
    assertThat(events.all())
        .containsExactly(
            new SessionEvent.Ended(Ending.REVOKED, ada.id(), 1),
            new SessionEvent.Ended(Ending.REVOKED, ada.id(), 1));
  }

  @Test
  void revoking_the_own_session_by_token_or_by_handle_says_so() {
    assertThat(revoke(new SessionHandle.ByToken(Sessions.token("laptop")))).isTrue();
    assertThat(sessions.find(Sessions.token("laptop"))).isEmpty();
    assertThat(revoke(new SessionHandle.ById(laptop.id()))).as("also when it is gone").isTrue();
  }

  @Test
  void checklist_3_9_revoking_what_is_not_ones_own_does_nothing_and_says_nothing() {
    assertThat(revoke(new SessionHandle.ByToken(Sessions.token("hers")))).isFalse();
    assertThat(revoke(new SessionHandle.ById(hers.id()))).isFalse();
    assertThat(revoke(new SessionHandle.ByToken(new SessionToken("%")))).isFalse();

    assertThat(sessions.find(Sessions.token("hers"))).isPresent();
    assertThat(events.all()).isEmpty();
  }

  @Test
  void revoking_all_ends_the_own_session_too_and_nobody_elses() {
    new RevokeSessions(sessions, noGrace, events, clock).all(laptop);

    assertThat(data.sessions()).containsExactly(hers);
    assertThat(events.all()).containsExactly(new SessionEvent.Ended(Ending.REVOKED, ada.id(), 2));
  }

  @Test
  void revoking_the_others_keeps_the_own_session() {
    var useCase = new RevokeSessions(sessions, noGrace, events, clock);
    useCase.others(laptop);
    useCase.others(laptop);

    assertThat(sessions.liveOf(ada.id(), clock.instant())).containsExactly(laptop);
    assertThat(sessions.find(Sessions.token("hers"))).isPresent();
    assertThat(events.all()).containsExactly(new SessionEvent.Ended(Ending.REVOKED, ada.id(), 1));
  }

  @Test
  void checklist_4_8_signing_out_ends_the_session_and_twice_is_no_error() {
    var useCase = new SignOut(sessions, noGrace, events, clock);
    useCase.execute(Sessions.token("laptop"));
    useCase.execute(Sessions.token("laptop"));

    assertThat(sessions.find(Sessions.token("laptop"))).isEmpty();
    assertThat(sessions.endingOf(Sessions.token("laptop"))).contains(Ending.SIGNED_OUT);
    assertThat(sessions.find(Sessions.token("phone"))).isPresent();
    assertThat(events.all()).containsExactly(new SessionEvent.Ended(Ending.SIGNED_OUT, null, 1));
  }

  @Test
  void a_store_that_cannot_answer_is_said_and_ends_nothing() {
    data.setAvailable(false);

    assertThatThrownBy(() -> list(TokenForm.PLAIN)).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> revoke(new SessionHandle.ById(phone.id())))
        .isInstanceOf(Unavailable.class);
    assertThatThrownBy(
            () -> new SignOut(sessions, noGrace, events, clock).execute(Sessions.token("laptop")))
        .isInstanceOf(Unavailable.class);
    assertThat(events.all()).isEmpty();
  }

  private List<Listed> list(TokenForm form) {
    var environment = FixedEnvironment.defaults().with(Sessions.policy(form));
    return new ListSessions(environment, sessions, clock).execute(laptop, Sessions.token("laptop"));
  }

  private boolean revoke(SessionHandle named) {
    return new RevokeSession(sessions, noGrace, events, clock).execute(laptop, named);
  }
}
