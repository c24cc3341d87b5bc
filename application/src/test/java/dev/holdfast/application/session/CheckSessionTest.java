package dev.holdfast.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.session.CheckSession.Renewal;
import dev.holdfast.application.session.CheckSession.Result;
import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.People;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.Sessions;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.application.testing.Watched;
import dev.holdfast.domain.account.Restrictions;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.session.TokenForm;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckSessionTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final InMemory data = new InMemory();
  private final Watched<SessionStore> sessions =
      Watched.over(SessionStore.class, data.stores().sessions());
  private final RecordedEvents events = new RecordedEvents();
  private final TestClock clock = new TestClock();
  private final SessionGrace grace = new SessionGrace(Duration.ZERO, clock, () -> 0);
  private final User ada = People.ada();
  private final Session laptop = Sessions.of(ada, "laptop", TokenForm.DIGEST, TestClock.START);

  @BeforeEach
  void ada_is_signed_in() {
    data.stores().users().add(ada, People.credentialOf(ada));
    data.stores().sessions().add(laptop);
  }

  @Test
  void finds_the_session_in_one_call_to_the_store() {
    assertThat(check()).isEqualTo(new Result.SignedIn(ada, laptop, false));
    assertThat(sessions.calls()).isEqualTo(1);
    assertThat(events.all()).isEmpty();
  }

  @Test
  void a_due_session_is_renewed_with_one_more_call() {
    clock.advance(DAY);

    var renewed =
        laptop.renewed(laptop.token(), clock.instant().plus(Duration.ofDays(7)), clock.instant());
    assertThat(check()).isEqualTo(new Result.SignedIn(ada, renewed, true));
    assertThat(sessions.calls()).isEqualTo(2);
    assertThat(stored()).isEqualTo(renewed);
    assertThat(events.all()).containsExactly(new SessionEvent.Renewed(laptop.id(), ada.id()));
  }

  @Test
  void a_renewal_writes_the_token_in_the_form_of_the_deployment() {
    var phone = Sessions.of(ada, "phone", TokenForm.PLAIN, TestClock.START);
    data.stores().sessions().add(phone);

    useCase().execute(Sessions.token("phone"), Renewal.ALLOWED);
    assertThat(form("phone")).as("a plain check rewrites nothing").isEqualTo(TokenForm.PLAIN);
    clock.advance(DAY);
    useCase().execute(Sessions.token("phone"), Renewal.ALLOWED);
    assertThat(form("phone")).isEqualTo(TokenForm.DIGEST);
  }

  @Test
  void a_suppressed_renewal_writes_nothing() {
    clock.advance(DAY);

    assertThat(useCase().execute(Sessions.token("laptop"), Renewal.SUPPRESSED))
        .isEqualTo(new Result.SignedIn(ada, laptop, false));
    assertThat(sessions.calls()).isEqualTo(1);
  }

  @Test
  void checklist_4_6_six_days_and_23_hours_renew_and_seven_idle_days_end() {
    clock.advance(Duration.ofDays(6).plusHours(23));
    assertThat(check()).isInstanceOf(Result.SignedIn.class);

    clock.advance(Duration.ofDays(7).plusMillis(1));
    assertThat(check()).isEqualTo(new Result.NotSignedIn(Reason.SESSION_EXPIRED));
  }

  @Test
  void checklist_4_6_daily_use_ends_after_30_days() {
    for (int day = 0; day < 30; day++) {
      assertThat(check()).as("day %d", day).isInstanceOf(Result.SignedIn.class);
      clock.advance(DAY);
    }
    clock.advance(Duration.ofMillis(1));

    assertThat(check()).isEqualTo(new Result.NotSignedIn(Reason.SESSION_EXPIRED));
  }

  @Test
  void near_the_absolute_end_checks_write_nothing() {
    for (int day = 0; day < 25; day++) {
      check();
      clock.advance(DAY);
    }
    int renewals = sessions.calls("renew");

    for (int day = 25; day < 30; day++) {
      assertThat(check()).isInstanceOf(Result.SignedIn.class);
      clock.advance(DAY);
    }
    assertThat(sessions.calls("renew")).isEqualTo(renewals);
  }

  @Test
  void a_token_that_was_never_given_names_an_unknown_session() {
    assertThat(useCase().execute(Sessions.token("nobody"), Renewal.ALLOWED))
        .isEqualTo(new Result.NotSignedIn(Reason.SESSION_UNKNOWN));
    assertThat(events.all())
        .containsExactly(new SessionEvent.Refused(Reason.SESSION_UNKNOWN, null, null));
  }

  @ParameterizedTest
  @EnumSource(
      value = Ending.class,
      names = {"SIGNED_OUT", "REVOKED"})
  void checklist_4_8_a_session_that_was_signed_out_or_revoked_says_so(Ending ending) {
    sessions.port().end(Sessions.token("laptop"), ending, clock.instant());

    assertThat(check()).isEqualTo(new Result.NotSignedIn(Reason.SESSION_REVOKED));
  }

  @Test
  void an_expired_session_says_so_and_goes_and_still_says_so() {
    clock.set(laptop.expiresAt().plusMillis(1));

    assertThat(check()).isEqualTo(new Result.NotSignedIn(Reason.SESSION_EXPIRED));
    assertThat(data.sessions()).isEmpty();
    assertThat(check()).isEqualTo(new Result.NotSignedIn(Reason.SESSION_EXPIRED));
  }

  @Test
  void an_expired_session_that_cannot_be_removed_is_expired_all_the_same() {
    clock.set(laptop.expiresAt().plusMillis(1));
    sessions.fail("removeOver");

    assertThat(check()).isEqualTo(new Result.NotSignedIn(Reason.SESSION_EXPIRED));
    assertThat(events.all())
        .containsExactly(
            new SessionEvent.SideWriteSkipped(laptop.id(), "removal"),
            new SessionEvent.Refused(Reason.SESSION_EXPIRED, laptop.id(), ada.id()));
  }

  @Test
  void a_renewal_that_cannot_be_written_leaves_the_session_as_good_as_it_was() {
    clock.advance(DAY);
    sessions.fail("renew");

    assertThat(check()).isEqualTo(new Result.SignedIn(ada, laptop, false));
    assertThat(events.all())
        .containsExactly(new SessionEvent.SideWriteSkipped(laptop.id(), "renewal"));
    sessions.heal();
    assertThat(check()).as("the next check makes up for it").isInstanceOf(Result.SignedIn.class);
    assertThat(stored().expiresAt()).isAfter(laptop.expiresAt());
  }

  @Test
  void a_session_whose_user_is_gone_says_so() {
    data.forget(ada.id());

    assertThat(check()).isEqualTo(new Result.NotSignedIn(Reason.USER_MISSING));
  }

  @Test
  void an_expired_session_whose_user_is_gone_is_removed_too() {
    data.forget(ada.id());
    clock.set(laptop.expiresAt().plusMillis(1));

    assertThat(check()).isEqualTo(new Result.NotSignedIn(Reason.SESSION_EXPIRED));
    assertThat(data.sessions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void a_banned_user_is_not_signed_in_and_nothing_is_renewed(int days) {
    data.restrict(ada.id(), new Restrictions(true, null, false));
    clock.advance(DAY.multipliedBy(days));

    assertThat(check()).isEqualTo(new Result.NotSignedIn(Reason.USER_BANNED));
    assertThat(stored()).isEqualTo(laptop);
  }

  @Test
  void a_ban_that_is_over_counts_as_none() {
    data.restrict(ada.id(), new Restrictions(true, clock.instant(), false));

    assertThat(check()).isInstanceOf(Result.SignedIn.class);
  }

  @Test
  void a_second_factor_is_asked_at_sign_in_and_not_of_a_session() {
    data.restrict(ada.id(), new Restrictions(false, null, true));

    assertThat(check()).isInstanceOf(Result.SignedIn.class);
  }

  @Test
  void checklist_4_7_a_session_that_was_ended_between_reading_and_renewing_stays_ended() {
    clock.advance(DAY);
    SessionStore endedMeanwhile =
        Watched.after(
                SessionStore.class,
                sessions.port(),
                "find",
                () ->
                    data.stores()
                        .sessions()
                        .end(Sessions.token("laptop"), Ending.REVOKED, clock.instant()))
            .port();

    var result =
        new CheckSession(FixedEnvironment.defaults(), endedMeanwhile, grace, events, clock)
            .execute(Sessions.token("laptop"), Renewal.ALLOWED);

    assertThat(result).isEqualTo(new Result.EndedMeanwhile());
    assertThat(data.sessions()).isEmpty();
    assertThat(events.all())
        .containsExactly(new SessionEvent.Refused(Reason.SESSION_REVOKED, laptop.id(), ada.id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"laptop", "nobody"})
  void checklist_4_15_a_store_that_cannot_answer_is_never_not_signed_in(String name) {
    sessions.fail("find");

    assertThatThrownBy(() -> useCase().execute(Sessions.token(name), Renewal.ALLOWED))
        .isInstanceOf(Unavailable.class);
    assertThat(events.all()).isEmpty();
  }

  @Test
  void checklist_4_15_no_reason_is_guessed_when_it_cannot_be_looked_up() {
    sessions.fail("endingOf");

    assertThatThrownBy(() -> useCase().execute(Sessions.token("nobody"), Renewal.ALLOWED))
        .isInstanceOf(Unavailable.class);
    assertThat(events.all()).isEmpty();
  }

  private CheckSession useCase() {
    return new CheckSession(FixedEnvironment.defaults(), sessions.port(), grace, events, clock);
  }

  private Result check() {
    return useCase().execute(Sessions.token("laptop"), Renewal.ALLOWED);
  }

  private Session stored() {
    return data.stores().sessions().find(Sessions.token("laptop")).orElseThrow().session();
  }

  private TokenForm form(String name) {
    return data.stores()
        .sessions()
        .find(Sessions.token(name))
        .orElseThrow()
        .session()
        .token()
        .form();
  }
}
