package dev.holdfast.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.application.testing.Watched;
import dev.holdfast.domain.account.AccountEvent;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditEvent;
import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.audit.AuditStore;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.session.SessionEvent.Why;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

final class AuditUpkeepTest {
  private final InMemory data = new InMemory();
  private final Watched<AuditStore> store = Watched.over(AuditStore.class, data.stores().audit());
  private final TestClock clock = new TestClock();
  private final RecordedEvents events = new RecordedEvents();

  private AuditUpkeep upkeep(Duration retention) {
    return new AuditUpkeep(store.port(), retention, events, clock, Runnable::run);
  }

  private void write(int rows) {
    store
        .port()
        .add(Collections.nCopies(rows, AuditEntry.of(AuditKind.SIGN_IN_REFUSED, clock.instant())));
  }

  @Test
  void seals_with_what_is_written_and_at_most_once_a_minute() {
    var upkeep = upkeep(Duration.ZERO);
    write(2);
    upkeep.ride();
    write(3);
    upkeep.ride();
    assertThat(data.stores().audit().sealsAfter(0, 9)).hasSize(1);

    clock.advance(AuditUpkeep.EVERY);
    assertThat(data.stores().audit().sealsAfter(0, 9)).as("nobody came by").hasSize(1);
    upkeep.ride();

    assertThat(events.of(AuditEvent.Sealed.class))
        .extracting(AuditEvent.Sealed::rows)
        .containsExactly(2, 3);
  }

  @Test
  void many_rows_are_several_batches() {
    write(2 * AuditUpkeep.BATCH + 1);
    upkeep(Duration.ZERO).work();

    assertThat(events.of(AuditEvent.Sealed.class))
        .extracting(AuditEvent.Sealed::rows)
        .containsExactly(AuditUpkeep.BATCH, AuditUpkeep.BATCH, 1);
    assertThat(new VerifyAudit(store.port()).execute(null).isIntact()).isTrue();
  }

  @Test
  void forgets_what_is_older_than_the_retention() {
    var upkeep = upkeep(Duration.ofDays(90));
    write(4);
    upkeep.work();
    clock.advance(Duration.ofDays(91));
    write(1);
    upkeep.work();

    assertThat(events.of(AuditEvent.Forgotten.class)).containsExactly(new AuditEvent.Forgotten(4));
    var report = new VerifyAudit(store.port()).execute(null);
    assertThat(report.isIntact()).isTrue();
    assertThat(report.rows()).isEqualTo(1);
    assertThat(report.unsealed()).as("what tells of the forgetting").isEqualTo(1);
  }

  @Test
  void without_a_retention_nothing_is_forgotten() {
    var upkeep = upkeep(Duration.ZERO);
    write(4);
    upkeep.work();
    clock.advance(Duration.ofDays(4_000));
    upkeep.work();

    assertThat(store.calls("forget")).isZero();
  }

  @Test
  void a_store_that_is_away_is_asked_again_with_the_next_row() {
    var upkeep = upkeep(Duration.ZERO);
    write(1);
    store.fail("unsealed");
    upkeep.ride();
    assertThat(events.of(AuditEvent.UpkeepFailed.class)).hasSize(1);

    store.heal();
    clock.advance(AuditUpkeep.EVERY);
    upkeep.ride();

    assertThat(events.of(AuditEvent.Sealed.class)).hasSize(1);
  }

  @Test
  void rides_on_events_that_came_with_a_row_and_on_no_others() {
    write(1);
    var published = new AuditedEvents(events, upkeep(Duration.ZERO));
    published.publish(new SessionEvent.SignInRefused(Why.UNKNOWN_ADDRESS, null));
    assertThat(store.calls("unsealed")).isZero();

    published.publish(new AccountEvent.SignedUp(new UserId("u")));

    assertThat(store.calls("unsealed")).isEqualTo(1);
    assertThat(events.of(AccountEvent.SignedUp.class)).hasSize(1);
  }

  @Test
  void after_the_end_nothing_is_begun() {
    var upkeep = upkeep(Duration.ZERO);
    write(1);
    upkeep.close();
    upkeep.ride();

    assertThat(store.calls("unsealed")).isZero();
  }
}
