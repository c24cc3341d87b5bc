package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.testing.People;
import dev.holdfast.domain.account.UserStore;
import dev.holdfast.domain.platform.Deadline;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.InstanceName;
import dev.holdfast.domain.platform.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database behind a way that is lost and comes back. */
final class OutageTest {
  private final TestPostgres.Database place = TestPostgres.freshDatabase();
  private final BlockingQueue<Events.Event> events = new LinkedBlockingQueue<>();
  private final AtomicLong passed = new AtomicLong();
  private Gate gate;
  private Database database;
  private UserStore users;

  @BeforeEach
  void connect() throws IOException {
    gate = new Gate(place.host(), place.port());
    var url =
        "postgres://%s:%s@localhost:%d/%s"
            .formatted(place.user(), place.password(), gate.port(), place.name());
    var settings = DatabaseSettings.parse("DATABASE_URL", url);
    var machine =
        new Machine(
            new InstanceName("test"),
            InstantSource.system(),
            () -> System.nanoTime() + passed.get(),
            events::add,
            StatementListener.NONE);
    database = new Database(ConnectionPlan.of(settings), null, machine);
    assertThat(database.connect()).isInstanceOf(Start.Ready.class);
    users = TestStores.stores(database).users();
  }

  @AfterEach
  void close() throws IOException {
    database.close();
    gate.close();
  }

  @Test
  void faults_f15_a_database_that_may_sleep_is_not_asked_for_readiness_while_nobody_uses_it() {
    var sent = new CopyOnWriteArrayList<String>();
    var settings = DatabaseSettings.parse("DATABASE_URL", place.uri());
    var plan = ConnectionPlan.of(settings, ConnectionMode.SERVERLESS, 1, Set.of());
    var machine =
        new Machine(
            new InstanceName("test"),
            InstantSource.system(),
            () -> System.nanoTime() + passed.get(),
            event -> {},
            sent::add);
    try (var sleeping = new Database(plan, null, machine)) {
      assertThat(sleeping.connect()).isInstanceOf(Start.Ready.class);
      assertThat(sleeping.takesWrites()).contains(Duration.ZERO);
      TestStores.stores(sleeping).users().byEmail(People.ada().email());
      assertThat(sleeping.takesWrites()).contains(Duration.ZERO);
      sent.clear();

      passed.set(Duration.ofSeconds(31).toNanos());

      assertThat(sleeping.takesWrites().orElseThrow()).isGreaterThan(Duration.ofSeconds(30));
      assertThat(sent).isEmpty();
      TestStores.stores(sleeping).users().byEmail(People.ada().email());
      assertThat(sleeping.takesWrites()).as("somebody is there again").contains(Duration.ZERO);
    }
  }

  @Test
  void faults_f14_connections_that_died_silently_while_idle_cost_the_first_who_ask_no_answer()
      throws Exception {
    try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
      var askers = Collections.nCopies(40, (Callable<Boolean>) this::ask);
      assertThat(together.invokeAll(askers)).allSatisfy(found -> assertThat(found.get()).isFalse());
    }
    gate.swallowThoseInside();
    passed.addAndGet(Duration.ofSeconds(6).toNanos());

    assertThat(ask()).isFalse();
    assertThat(events).as("nobody noticed").isEmpty();
  }

  private boolean ask() {
    return Deadline.within(
        Duration.ofSeconds(5),
        System::nanoTime,
        () -> users.byEmail(People.ada().email()).isPresent());
  }

  private Duration askInVain() {
    long begun = System.nanoTime();
    assertThatThrownBy(this::ask).isInstanceOf(Unavailable.class);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private Events.Event told() throws InterruptedException {
    return events.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void faults_f13_silence_is_noticed_within_5_s_and_then_everybody_is_turned_away_at_once()
      throws InterruptedException {
    assertThat(ask()).isFalse();
    gate.shut();

    assertThat(askInVain()).isLessThan(Duration.ofSeconds(6));
    assertThat(told()).isInstanceOf(DatabaseEvent.Lost.class);
    assertThat(askInVain()).isLessThan(Duration.ofMillis(100));
    assertThatThrownBy(database::takesWrites).isInstanceOf(Unavailable.class);

    gate.open();
    assertThat(told()).isInstanceOf(DatabaseEvent.Back.class);
    assertThat(ask()).isFalse();
    assertThat(database.takesWrites()).contains(Duration.ZERO);
  }

  @Test
  void connections_that_died_while_the_process_was_frozen_are_not_tried_one_after_the_other() {
    assertThat(ask()).isFalse();
    gate.swallowThoseInside();

    database.thawed(Duration.ofSeconds(60));
    long begun = System.nanoTime();

    assertThat(ask()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void a_read_on_a_dead_connection_is_answered_from_a_fresh_one_within_its_time() {
    assertThat(ask()).isFalse();
    gate.swallowThoseInside();

    assertThat(ask()).isFalse();
    assertThat(events).isEmpty();
  }

  @Test
  void released_connections_are_closed_and_the_next_request_makes_a_new_one() {
    var count =
        """
        select count(*) from pg_stat_activity
        where datname = '%s' and application_name = 'holdfast'
        """
            .formatted(place.name());
    ask();
    assertThat(Sql.column(place, count)).containsExactly("1");

    database.release();

    assertThat(events).containsExactly(new DatabaseEvent.Released(1));
    assertThat(ask()).isFalse();
  }
}
