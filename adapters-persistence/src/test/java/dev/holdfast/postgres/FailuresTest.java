package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.application.testing.People;
import dev.holdfast.application.testing.Stores;
import dev.holdfast.domain.InvalidValue;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.postgres.Failure.Kind;
import dev.holdfast.postgres.Failures.Stage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every failure here is made by a real server. */
final class FailuresTest {
  private final Stores stores = TestStores.emptied();
  private final Jdbc jdbc = TestStores.DATABASE.jdbc();

  private Throwable write(String sql) {
    return catchThrowable(() -> jdbc.write(sql, Jdbc.Binder.NOTHING));
  }

  private Throwable read(String sql) {
    return catchThrowable(() -> jdbc.list(sql, Jdbc.Binder.NOTHING, row -> 1));
  }

  private static void assertNotApplied(Throwable thrown, String state) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable -> {
              assertThat(unavailable.part()).isEqualTo(Unavailable.Part.STORE);
              assertThat(unavailable.effect()).isEqualTo(Unavailable.Effect.NONE);
            })
        .hasMessageContaining(state);
  }

  /** Raises a SQLSTATE in the server, so that it comes the way that every error comes. */
  private static SQLException raised(String state) {
    try (var connection = Sql.connect(TestStores.place());
        var statement = connection.createStatement()) {
      return catchThrowableOfType(
          SQLException.class,
          () ->
              statement.execute(
                  "do $$ begin raise exception 'on purpose' using errcode = '%s'; end $$"
                      .formatted(state)));
    } catch (SQLException problem) {
      throw new IllegalStateException(problem);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // state, reading, writing, remedy
    "23505, CONFLICT,    CONFLICT, NONE",
    "23503, CONFLICT,    CONFLICT, NONE",
    "57014, NOT_APPLIED, NOT_APPLIED, NONE",
    "55P03, NOT_APPLIED, NOT_APPLIED, NONE",
    "40001, NOT_APPLIED, NOT_APPLIED, PAUSE",
    "40P01, NOT_APPLIED, NOT_APPLIED, PAUSE",
    "40003, UNKNOWN,     UNKNOWN, NONE",
    "25006, NOT_APPLIED, NOT_APPLIED, FRESH_CONNECTION",
    "25P03, NOT_APPLIED, NOT_APPLIED, OTHER_CONNECTION",
    "57P01, NOT_APPLIED, NOT_APPLIED, OTHER_CONNECTION",
    "57P02, NOT_APPLIED, UNKNOWN, FRESH_CONNECTION",
    "57P03, NOT_APPLIED, NOT_APPLIED, FRESH_CONNECTION",
    "53100, NOT_APPLIED, NOT_APPLIED, NONE",
    "53200, NOT_APPLIED, NOT_APPLIED, NONE",
    "53300, NOT_APPLIED, NOT_APPLIED, FRESH_CONNECTION",
    "58030, NOT_APPLIED, NOT_APPLIED, NONE",
    "08006, NOT_APPLIED, UNKNOWN, FRESH_CONNECTION",
    "08P01, NOT_APPLIED, UNKNOWN, FRESH_CONNECTION",
    "28P01, NOT_APPLIED, NOT_APPLIED, NONE",
    "42501, NOT_APPLIED, NOT_APPLIED, NONE",
    "26000, NOT_APPLIED, NOT_APPLIED, NONE",
    "0A000, NOT_APPLIED, NOT_APPLIED, NONE",
    "22021, INVALID,     INVALID, NONE",
    "22P05, INVALID,     INVALID, NONE",
    "22003, BUG,         BUG, NONE",
    "42601, BUG,         BUG, NONE",
    "42P01, BUG,         BUG, NONE",
  })
  void classifies_by_state_and_stage(
      String state, Kind reading, Kind writing, Failure.Remedy remedy) {
    var problem = raised(state);

    var asRead = Failures.classify(problem, Stage.HARMLESS);
    var asWrite = Failures.classify(problem, Stage.COMMITTING);

    assertThat(asRead.kind()).isEqualTo(reading);
    assertThat(asWrite.kind()).isEqualTo(writing);
    assertThat(asWrite.remedy()).isEqualTo(remedy);
  }

  @Test
  void without_a_connection_nothing_was_applied_whatever_the_state() {
    assertThat(Failures.classify(raised("42601"), Stage.CONNECTING).kind())
        .isEqualTo(Kind.NOT_APPLIED);
  }

  @Test
  void checklist_19_3_a_slow_read_ends_after_a_second_and_a_half() {
    var begun = Instant.now();

    assertNotApplied(read("select pg_sleep(10)"), "57014");

    assertThat(Duration.between(begun, Instant.now()))
        .isBetween(Duration.ofMillis(1_400), Duration.ofMillis(1_800));
  }

  @Test
  void checklist_19_3_a_locked_row_is_waited_for_two_seconds_and_nothing_is_written()
      throws SQLException {
    stores.users().add(People.ada(), People.credentialOf(People.ada()));
    try (var other = Sql.connect(TestStores.place())) {
      lockUsers(other);
      var begun = Instant.now();

      assertNotApplied(write("update {user} set \"name\" = 'changed'"), "55P03");

      assertThat(Duration.between(begun, Instant.now()))
          .isBetween(Duration.ofMillis(1_900), Duration.ofMillis(3_000));
    }
    assertThat(stores.users().byEmail(People.ada().email()).orElseThrow().user())
        .isEqualTo(People.ada());
  }

  private static void lockUsers(Connection other) throws SQLException {
    other.setAutoCommit(false);
    try (var statement = other.createStatement()) {
      statement.execute("select 1 from \"user\" for update");
    }
  }

  @Test
  void a_server_that_ends_idle_connections_is_not_noticed() {
    stores.users().byEmail(People.ada().email());

    terminate("idle");

    assertThat(stores.users().byEmail(People.ada().email())).isEmpty();
    terminate("idle");
    assertThat(stores.users().add(People.ada(), People.credentialOf(People.ada()))).isTrue();
  }

  private static void terminate(String state) {
    Sql.run(
        TestStores.place(),
        """
        select pg_terminate_backend(pid, 2000) from pg_stat_activity
        where datname = current_database() and application_name = 'holdfast' and state = '%s'
        """
            .formatted(state));
  }

  @Test
  void a_read_whose_connection_ends_meanwhile_is_asked_again_on_another_one() {
    // The first time the statement ends its own connection, the second time there is a mark.
    Sql.run(
        TestStores.place(),
        """
        create or replace function fragile() returns integer language plpgsql as $$
        begin
          if nextval('fragile_calls') = 1 then
            perform pg_terminate_backend(pg_backend_pid());
            perform pg_sleep(1);
          end if;
          return 7;
        end $$;
        drop sequence if exists fragile_calls;
        create sequence fragile_calls;
        """);
    TestStores.SENT.clear();

    assertThat(jdbc.list("select fragile() as \"n\"", Jdbc.Binder.NOTHING, row -> row.number("n")))
        .containsExactly(7);
    assertThat(TestStores.SENT).hasSize(2);
  }

  @Test
  void a_write_that_the_server_ended_is_tried_once_more_and_then_given_up() {
    stores.users().add(People.ada(), People.credentialOf(People.ada()));
    TestStores.SENT.clear();

    assertNotApplied(
        write(
            "update {user} set \"name\" = 'x' where pg_terminate_backend(pg_backend_pid())"
                + " or pg_sleep(1) is null"),
        "57P01");
    assertThat(TestStores.SENT).hasSize(2);
  }

  @Test
  void faults_f20_a_server_that_became_read_only_is_left_until_it_takes_writes_again()
      throws InterruptedException {
    var place = TestPostgres.freshDatabase();
    var events = new LinkedBlockingQueue<Events.Event>();
    try (var database = connected(place, events::add)) {
      var users = TestStores.stores(database).users();
      readOnly(place, "on");

      assertNotApplied(
          catchThrowable(() -> users.add(People.ada(), People.credentialOf(People.ada()))),
          "25006");
      assertThat(events.poll(20, TimeUnit.SECONDS)).isInstanceOf(DatabaseEvent.Lost.class);
      assertNotApplied(catchThrowable(() -> users.byEmail(People.ada().email())), "25006");

      readOnly(place, "off");

      assertThat(events.poll(20, TimeUnit.SECONDS)).isInstanceOf(DatabaseEvent.Back.class);
      assertThat(users.add(People.ada(), People.credentialOf(People.ada()))).isTrue();
    }
  }

  private static Database connected(TestPostgres.Database place, Events events) {
    var settings = DatabaseSettings.parse("DATABASE_URL", place.uri());
    var machine = TestMachine.with(events, StatementListener.NONE);
    var database = new Database(ConnectionPlan.of(settings), null, machine);
    assertThat(database.connect()).isInstanceOf(Start.Ready.class);
    return database;
  }

  private static void readOnly(TestPostgres.Database place, String onOrOff) {
    Sql.run(
        TestStores.place(),
        """
        alter database %s set default_transaction_read_only = %s;
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = '%s' and '%s' = 'on'
        """
            .formatted(place.name(), onOrOff, place.name(), onOrOff));
  }

  @Test
  void faults_f38_what_lost_a_deadlock_is_done_again_and_nobody_notices() {
    // The first two times the statement fails as the loser of a deadlock does.
    Sql.run(
        TestStores.place(),
        """
        create or replace function loser() returns boolean language plpgsql as $$
        begin
          if nextval('loser_calls') <= 2 then
            raise exception 'on purpose' using errcode = '40P01';
          end if;
          return true;
        end $$;
        drop sequence if exists loser_calls;
        create sequence loser_calls;
        """);
    stores.users().add(People.ada(), People.credentialOf(People.ada()));
    TestStores.SENT.clear();

    assertThat(jdbc.write("update {user} set \"name\" = 'x' where loser()", Jdbc.Binder.NOTHING))
        .isEqualTo(1);
    assertThat(TestStores.SENT).hasSize(3);
  }

  @Test
  void what_loses_again_and_again_is_given_up_and_not_applied() {
    TestStores.SENT.clear();

    assertNotApplied(
        read("do $$ begin raise exception 'x' using errcode = '40001'; end $$"), "40001");
    assertThat(TestStores.SENT).hasSize(4);
  }

  @Test
  void faults_f26_a_row_that_cannot_be_read_is_a_fault_of_the_store_and_nobodys_identity() {
    stores.users().add(People.ada(), People.credentialOf(People.ada()));

    Sql.run(TestStores.place(), "update \"user\" set \"createdAt\" = 'infinity'");
    assertNotApplied(
        catchThrowable(() -> stores.users().byEmail(People.ada().email())), "createdAt");
  }

  @Test
  void a_duplicate_that_no_statement_foresaw_is_a_conflict() {
    stores.users().add(People.ada(), People.credentialOf(People.ada()));

    assertThat(
            write(
                """
                insert into {user} ("id", "name", "email", "emailVerified")
                select "id", '', 'other', false from {user}
                """))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void a_statement_that_cannot_work_is_our_own_fault() {
    assertThat(read("select nonsense")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void checklist_15_2_text_that_cannot_be_stored_is_an_invalid_value() {
    for (var text : List.of("a\0b", "\ud800", "x\udc00y")) {
      assertThat(catchThrowable(() -> stores.users().byEmail(new EmailAddress(text))))
          .isInstanceOf(InvalidValue.class);
    }
  }

  @Test
  void limits_of_one_statement_do_not_reach_the_next_user_of_the_connection() {
    var limits =
        jdbc.list(
            "select current_setting('statement_timeout') as \"now\"",
            Jdbc.Binder.NOTHING,
            row -> row.text("now"));

    assertThat(limits).containsExactly("1500ms");
    assertThat(
            Sql.column(
                TestStores.place(),
                "select count(*) from pg_stat_activity where state like 'idle in%'"))
        .containsExactly("0");
  }
}
