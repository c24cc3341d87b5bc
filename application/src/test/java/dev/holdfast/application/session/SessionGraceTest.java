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
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.session.SessionHandle;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.domain.session.TokenForm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults rule 8 and decisions "Session grace". */
final class SessionGraceTest {
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final InMemory data = new InMemory();
  private final Watched<SessionStore> sessions =
      Watched.over(SessionStore.class, data.stores().sessions());
  private final RecordedEvents events = new RecordedEvents();
  private final TestClock clock = new TestClock();
  private final User ada = People.ada();
  private final Session laptop = Sessions.of(ada, "laptop", TokenForm.DIGEST, TestClock.START);
  private final SessionToken token = Sessions.token("laptop");
  private long uptime;
  private SessionGrace grace = new SessionGrace(GRACE, clock, () -> uptime);

  @BeforeEach
  void ada_is_signed_in() {
    data.stores().users().add(ada, People.credentialOf(ada));
    data.stores().sessions().add(laptop);
  }

  private CheckSession useCase() {
    return new CheckSession(FixedEnvironment.defaults(), sessions.port(), grace, events, clock);
  }

  private Result read() {
    return useCase().executeOrInGrace(token, Renewal.ALLOWED);
  }

  private void verifiedAndThenTheStoreGoesAway() {
    assertThat(read()).isInstanceOf(Result.SignedIn.class);
    sessions.fail("find");
  }

  @Test
  void a_session_that_was_verified_is_served_to_reads_until_the_grace_ends() {
    Instant verified = clock.instant();
    verifiedAndThenTheStoreGoesAway();
    clock.advance(GRACE.minusMillis(1));

    assertThat(read())
        .isEqualTo(new Result.InGrace(ada, laptop, GRACE.minusMillis(1), verified.plus(GRACE)));
    assertThat(events.all())
        .containsExactly(
            new SessionEvent.ServedInGrace(laptop.id(), ada.id(), GRACE.minusMillis(1)));

    clock.advance(Duration.ofMillis(1));
    assertThatThrownBy(this::read).isInstanceOf(Unavailable.class);
  }

  @Test
  void what_changes_something_is_never_served_in_grace() {
    verifiedAndThenTheStoreGoesAway();

    assertThatThrownBy(() -> useCase().execute(token, Renewal.ALLOWED))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void without_the_setting_there_is_none() {
    grace = new SessionGrace(Duration.ZERO, clock, () -> uptime);
    verifiedAndThenTheStoreGoesAway();

    assertThatThrownBy(this::read).isInstanceOf(Unavailable.class);
  }

  @Test
  void a_session_that_this_process_never_verified_has_none() {
    sessions.fail("find");

    assertThatThrownBy(this::read).isInstanceOf(Unavailable.class);
  }

  @Test
  void the_stores_first_answer_ends_it() {
    verifiedAndThenTheStoreGoesAway();
    assertThat(read()).isInstanceOf(Result.InGrace.class);
    sessions.heal();

    data.stores().sessions().endAll(ada.id(), clock.instant());

    assertThat(read()).isInstanceOf(Result.NotSignedIn.class);
    sessions.fail("find");
    assertThatThrownBy(this::read).isInstanceOf(Unavailable.class);
  }

  @Test
  void faults_i2_what_this_process_ended_is_served_no_more() {
    verifiedAndThenTheStoreGoesAway();
    new SignOut(sessions.port(), grace, events, clock).execute(token);
    assertThatThrownBy(this::read).isInstanceOf(Unavailable.class);

    sessions.heal();
    data.stores().sessions().add(laptop);
    verifiedAndThenTheStoreGoesAway();
    new RevokeSession(sessions.port(), grace, events, clock)
        .execute(laptop, new SessionHandle.ByToken(token));
    assertThatThrownBy(this::read).isInstanceOf(Unavailable.class);
  }

  @Test
  void faults_i2_an_answer_that_was_on_its_way_during_an_ending_is_not_remembered_after_it() {
    var before = grace.begin();
    var during = new AtomicReference<SessionGrace.Begun>();

    grace.ending(
        token,
        () -> {
          during.set(grace.begin());
          return true;
        });

    for (var begun : List.of(before, during.get())) {
      grace.remember(token, ada, laptop, begun);
      assertThat(grace.of(token)).isEmpty();
    }
  }

  @Test
  void what_the_store_does_not_know_is_not_served_though_the_reason_cannot_be_looked_up() {
    assertThat(read()).isInstanceOf(Result.SignedIn.class);
    data.stores().sessions().endAll(ada.id(), clock.instant());
    sessions.fail("endingOf");

    assertThatThrownBy(this::read).isInstanceOf(Unavailable.class);
    sessions.fail("find");
    assertThatThrownBy(this::read).isInstanceOf(Unavailable.class);
  }

  @Test
  void tokens_that_nobody_knows_do_not_keep_others_from_being_remembered() {
    var begun = grace.begin();
    assertThat(useCase().executeOrInGrace(Sessions.token("junk"), Renewal.ALLOWED))
        .isInstanceOf(Result.NotSignedIn.class);

    grace.remember(token, ada, laptop, begun);

    assertThat(grace.of(token)).isPresent();
  }

  @Test
  void a_session_whose_end_passed_meanwhile_is_not_called_over_without_the_store() {
    clock.set(laptop.expiresAt().minusSeconds(1));
    assertThat(useCase().executeOrInGrace(token, Renewal.SUPPRESSED))
        .isInstanceOf(Result.SignedIn.class);
    sessions.fail("find");
    clock.advance(Duration.ofSeconds(2));

    assertThatThrownBy(this::read).isInstanceOf(Unavailable.class);
  }

  @Test
  void a_clock_that_is_set_back_makes_it_no_longer() {
    verifiedAndThenTheStoreGoesAway();
    clock.advance(Duration.ofSeconds(50));
    uptime += Duration.ofSeconds(50).toNanos();
    assertThat(read()).isInstanceOf(Result.InGrace.class);

    clock.advance(Duration.ofSeconds(-30));
    uptime += Duration.ofSeconds(10).toNanos();
    assertThatThrownBy(this::read).isInstanceOf(Unavailable.class);

    clock.advance(Duration.ofHours(-1));
    assertThatThrownBy(this::read).isInstanceOf(Unavailable.class);
  }

  @Test
  void its_memory_is_bounded_and_keeps_those_seen_last() {
    for (int i = 0; i <= 10_000; i++) {
      grace.remember(Sessions.token("token-" + i), ada, laptop, grace.begin());
    }

    assertThat(grace.of(Sessions.token("token-0"))).isEmpty();
    assertThat(grace.of(Sessions.token("token-10000"))).isPresent();
  }
}
