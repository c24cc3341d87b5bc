package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.application.testing.Race;
import dev.holdfast.domain.platform.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MigrationsTest {
  private final TestPostgres.Database place = TestPostgres.freshDatabase();

  private Start connect() {
    try (var database = database()) {
      return database.connect();
    }
  }

  private Database database() {
    var settings = DatabaseSettings.parse("DATABASE_URL", place.uri());
    return TestMachine.database(settings, null);
  }

  private Start.Report ready() {
    if (connect() instanceof Start.Ready(Start.Report report)) return report;
    throw new AssertionError("not ready");
  }

  private Start.Wrong wrong() {
    if (connect() instanceof Start.Wrong wrong) return wrong;
    throw new AssertionError("not refused");
  }

  @Test
  void an_empty_database_is_filled_and_does_not_coexist() {
    var report = ready();

    assertThat(report.migrations()).containsExactly("core", "audit", "instances");
    assertThat(report.installation())
        .isEqualTo(
            new Installation(
                "public", false, null, report.installation().optionalColumns(), List.of(), 3));
    assertThat(report.installation().optionalColumns())
        .containsExactlyInAnyOrder("jwks.expiresAt", "jwks.alg", "jwks.crv");
  }

  @Test
  void what_is_made_is_what_the_reference_makes() {
    ready();
    var ours = columns(place);
    var reference = TestPostgres.freshDatabase();
    Sql.run(reference, Sql.resource("reference.sql").split("alter table", 2)[0]);

    assertThat(ours)
        .filteredOn(line -> !line.startsWith("holdfast_"))
        .isEqualTo(columns(reference).stream().filter(l -> !l.startsWith("rateLimit")).toList());
    assertThat(indexes(place)).isEqualTo(indexes(reference));
  }

  private static List<String> columns(TestPostgres.Database place) {
    return Sql.column(
        place,
        """
        select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default)
        from information_schema.columns where table_schema = 'public'
        order by table_name collate "C", ordinal_position
        """);
  }

  private static List<String> indexes(TestPostgres.Database place) {
    return Sql.column(
        place,
        """
        select indexdef from pg_indexes
        where schemaname = 'public' and tablename not like 'holdfast%' and tablename <> 'rateLimit'
        order by indexname collate "C"
        """);
  }

  @Test
  void an_adopted_database_is_left_as_it_is_and_coexists() {
    Sql.run(place, Sql.resource("reference.sql"));
    var before = columns(place);

    var installation = ready().installation();

    assertThat(installation.coexist()).isTrue();
    assertThat(installation.adoptedAt())
        .isBetween(Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(60));
    assertThat(installation.bans()).isTrue();
    assertThat(installation.secondFactors()).isTrue();
    assertThat(installation.unservedTables()).containsExactly("twoFactor", "rateLimit");
    assertThat(columns(place)).filteredOn(line -> !line.startsWith("holdfast_")).isEqualTo(before);
  }

  @Test
  void the_decision_to_coexist_outlives_the_first_start() {
    Sql.run(place, Sql.resource("reference.sql"));
    var first = ready();

    var second = ready();

    assertThat(second.migrations()).isEmpty();
    assertThat(second.installation()).isEqualTo(first.installation());
  }

  @Test
  void keys_without_the_later_columns_are_served() {
    Sql.run(place, Sql.resource("reference.sql"));
    Sql.run(place, "alter table jwks drop column alg, drop column crv, drop column \"expiresAt\"");

    assertThat(ready().installation().optionalColumns())
        .containsExactlyInAnyOrder("user.banned", "user.banExpires", "user.twoFactorEnabled");
  }

  @Test
  void checklist_19_4_of_many_who_start_at_once_one_migrates() {
    var starts = Race.of(10, this::connect);

    assertThat(starts).allMatch(start -> start instanceof Start.Ready);
    assertThat(starts.stream().flatMap(MigrationsTest::applied))
        .as("each step by one of them")
        .containsExactlyInAnyOrder("core", "audit", "instances");
    assertThat(Sql.column(place, "select \"version\" from holdfast_migration order by 1"))
        .containsExactly("1", "2", "3");
  }

  private static Stream<String> applied(Start start) {
    return start instanceof Start.Ready(Start.Report report)
        ? report.migrations().stream()
        : Stream.empty();
  }

  @Test
  void checklist_16_5_a_step_is_written_down_in_the_audit() {
    ready();

    assertThat(
            Sql.column(
                place, "select concat_ws(' ', kind, actor, instance, detail) from holdfast_audit"))
        .containsExactly(
            "schema_migrated server test V002 audit", "schema_migrated server test V003 instances");
  }

  @Test
  void checklist_19_4_killed_in_the_middle_nothing_is_left_and_the_next_start_resumes()
      throws Exception {
    try (var other = Sql.connect(place);
        var statement = other.createStatement()) {
      // Half of the script runs, then waits for the name that this transaction holds.
      other.setAutoCommit(false);
      statement.execute("create table holdfast_key (id text)");
      var start = CompletableFuture.supplyAsync(this::connect);
      awaitBlocked();
      Sql.run(
          place,
          """
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'
          """);

      assertThat(start.get(10, TimeUnit.SECONDS)).isInstanceOf(Start.Waiting.class);
      other.rollback();
    }
    assertThat(columns(place)).isEmpty();

    assertThat(ready().migrations()).containsExactly("core", "audit", "instances");
  }

  private void awaitBlocked() {
    var blocked =
        """
        select count(*) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'
        """;
    var deadline = Instant.now().plusSeconds(10);
    while (!Sql.column(place, blocked).equals(List.of("1"))) {
      assertThat(Instant.now()).isBefore(deadline);
    }
  }

  @Test
  void checklist_19_4_a_schema_that_is_too_new_is_refused() {
    ready();
    Sql.run(
        place,
        "update holdfast_meta set value = '9' where key in ('schema_version', 'oldest_program')");

    assertThat(wrong().message()).contains("schema version 9").contains("knows 3");
  }

  @Test
  void a_newer_schema_that_says_it_is_fit_for_us_is_served() {
    ready();
    Sql.run(place, "update holdfast_meta set value = '4' where key = 'schema_version'");

    assertThat(ready().installation().schemaVersion()).isEqualTo(4);
  }

  @Test
  void checklist_19_4_a_migration_with_another_text_is_refused() {
    ready();
    Sql.run(place, "update holdfast_migration set checksum = 'other'");

    assertThat(wrong().message()).contains("core").contains("another text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alter table account add column issuer text not null     | account.issuer is not null",
        "alter table session drop column \"ipAddress\"           | session.ipAddress is missing",
        "alter table session alter column \"expiresAt\" type timestamp | session.expiresAt is"
            + " timestamp without time zone",
        "alter table \"user\" drop constraint user_email_key     | user.email is not unique",
        "alter table jwks alter column id type uuid using null   | jwks.id is uuid and not text",
        "drop table verification; create view verification as select 1 as id | verification is not"
            + " a table",
      })
  void a_shape_that_is_not_served_is_refused_by_name(String change, String said) {
    Sql.run(place, Sql.resource("reference.sql"));
    Sql.run(place, change);

    assertThat(wrong().message()).contains(said);
    assertThat(columns(place)).noneMatch(line -> line.startsWith("holdfast_"));
  }

  @Test
  void columns_of_the_owner_that_ask_for_nothing_are_served() {
    Sql.run(place, Sql.resource("reference.sql"));
    Sql.run(
        place,
        """
        alter table "user" add column "lang" text, add column "plan" text not null default 'free',
          add column "number" integer not null generated always as identity
        """);

    assertThat(ready().installation().coexist()).isTrue();
  }

  @Test
  void the_first_schema_of_the_search_path_is_used_and_named() {
    Sql.run(
        place,
        "create schema \"my auth\"; alter database %s set search_path = nowhere, \"my auth\", public"
            .formatted(place.name()));

    assertThat(ready().installation().schema()).isEqualTo("my auth");
    assertThat(Sql.column(place, "select count(*) from \"my auth\".\"user\"")).containsExactly("0");
  }

  @Test
  void no_schema_on_the_search_path_is_named() {
    Sql.run(place, "alter database %s set search_path = nowhere".formatted(place.name()));

    assertThat(wrong().message()).contains("search_path");
  }

  @Test
  void until_it_was_reached_the_stores_are_unavailable() {
    try (var database = database()) {
      assertThat(catchThrowable(database::installation)).isInstanceOf(Unavailable.class);
      assertThat(catchThrowable(() -> TestStores.stores(database).keys().all()))
          .isInstanceOf(Unavailable.class);
    }
  }
}
