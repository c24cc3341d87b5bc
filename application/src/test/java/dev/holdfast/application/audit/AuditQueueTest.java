package dev.holdfast.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.application.testing.Audits;
import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.application.testing.Watched;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditEvent;
import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.audit.AuditRow;
import dev.holdfast.domain.audit.AuditStore;
import dev.holdfast.domain.platform.Source;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class AuditQueueTest {
  private final InMemory data = new InMemory();
  private final Watched<AuditStore> store = Watched.over(AuditStore.class, data.stores().audit());
  private final TestClock clock = new TestClock();
  private final RecordedEvents events = new RecordedEvents();
  private final Audits.Counted counters = new Audits.Counted();
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final AuditQueue queue =
      new AuditQueue(
          store.port(),
          new AuditUpkeep(store.port(), Duration.ZERO, events, clock, task -> {}),
          counters,
          events,
          background::add);

  private void refuse(int times) {
    for (int i = 0; i < times; i++) {
      queue.later(AuditEntry.of(AuditKind.SIGN_IN_REFUSED, clock.instant()));
    }
  }

  private void runBackground() {
    for (var task = background.poll(); task != null; task = background.poll()) task.run();
  }

  private int written() {
    return data.stores().audit().unsealed(10_000).rows().size();
  }

  @Test
  void nothing_is_asked_of_the_store_on_the_callers_thread_and_many_rows_are_one_call() {
    refuse(30);
    assertThat(store.calls()).isZero();

    runBackground();

    assertThat(written()).isEqualTo(30);
    assertThat(store.calls("add")).isEqualTo(1);
  }

  @Test
  void a_row_says_where_it_came_from_whoever_writes_it() {
    Source.ofRequest("request-1", "203.0.113.7", "").run(() -> refuse(1));
    runBackground();

    assertThat(data.stores().audit().unsealed(1).rows())
        .extracting(AuditRow::request, AuditRow::address)
        .containsExactly(tuple("request-1", "203.0.113.7"));
  }

  @Test
  void what_is_too_much_is_dropped_and_counted_and_said_once() {
    refuse(AuditQueue.MOST_WAITING + 7);
    runBackground();

    assertThat(written()).isEqualTo(AuditQueue.MOST_WAITING);
    assertThat(counters.snapshot()).containsEntry("audit_rows_dropped{sign_in_refused}", 7L);
    assertThat(events.of(AuditEvent.RowsDropped.class))
        .containsExactly(new AuditEvent.RowsDropped(7));
  }

  @Test
  void while_the_store_is_away_rows_wait_and_nothing_happens_until_the_next_one() {
    store.fail("add");
    refuse(3);
    runBackground();
    assertThat(events.of(AuditEvent.RowsWait.class)).hasSize(1);
    assertThat(background).as("nothing that would keep a database awake").isEmpty();

    refuse(1);
    runBackground();
    assertThat(events.of(AuditEvent.RowsWait.class)).as("said once").hasSize(1);

    store.heal();
    refuse(1);
    runBackground();
    assertThat(written()).isEqualTo(5);
  }

  @Test
  void what_waits_is_written_when_the_process_ends() {
    refuse(2);
    background.clear();
    var closing =
        new AuditQueue(
            store.port(),
            new AuditUpkeep(store.port(), Duration.ZERO, events, clock, task -> {}),
            counters,
            events,
            task -> {
              throw new RejectedExecutionException();
            });
    closing.later(AuditEntry.of(AuditKind.SIGN_IN_REFUSED, clock.instant()));

    closing.flush();

    assertThat(written()).isEqualTo(1);
  }
}
