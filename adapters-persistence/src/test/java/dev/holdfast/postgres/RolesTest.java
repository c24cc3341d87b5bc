package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.audit.AuditUpkeep;
import dev.holdfast.application.audit.VerifyAudit;
import dev.holdfast.application.testing.People;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two roles: one that owns the tables, one that works with their rows (checklist 19.2). */
final class RolesTest {
  private static final String PASSWORD = "of-the-runtime-role";

  private final TestPostgres.Database place = TestPostgres.freshDatabase();
  private final String role = "runtime_" + place.name();
  private final DatabaseSettings owner =
      DatabaseSettings.parse("DATABASE_URL_UNPOOLED", place.uri());
  private final DatabaseSettings runtime =
      DatabaseSettings.parse(
          "DATABASE_URL",
          "postgres://%s:%s@%s:%d/%s"
              .formatted(role, PASSWORD, place.host(), place.port(), place.name()));

  @BeforeEach
  void the_runtime_role_may_only_log_in() {
    Sql.run(place, "create role %s login password '%s'".formatted(role, PASSWORD));
    Sql.run(place, "revoke create on schema public from public");
  }

  @Test
  void checklist_19_2_the_owner_migrates_and_the_runtime_role_works() {
    try (var database = TestMachine.database(runtime, owner)) {
      assertThat(database.connect()).isInstanceOf(Start.Ready.class);
      var users = TestStores.stores(database).users();
      assertThat(users.add(People.ada(), People.credentialOf(People.ada()))).isTrue();
      assertThat(users.byEmail(People.ada().email())).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table mine (id text)",
        "drop table \"user\"",
        "truncate \"user\"",
        "alter table \"user\" add column x text",
        "copy (select 1) to program 'true'",
        "select pg_read_file('PG_VERSION')"
      })
  void checklist_19_2_the_runtime_role_can_do_nothing_else(String statement) {
    try (var database = TestMachine.database(runtime, owner)) {
      assertThat(database.connect()).isInstanceOf(Start.Ready.class);
    }
    assertRefused(statement);
  }

  private void assertRefused(String statement) {
    assertThatThrownBy(
            () -> {
              try (var connection = DriverManager.getConnection(place.jdbcUrl(), role, PASSWORD);
                  var asked = connection.createStatement()) {
                asked.execute(statement);
              }
            })
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update holdfast_audit set reason = 'another'",
        "update holdfast_audit set at = now()",
        "truncate holdfast_audit",
        "alter table holdfast_audit disable trigger all",
      })
  void checklist_16_7_the_runtime_role_writes_the_audit_and_cannot_rewrite_it(String statement) {
    try (var database = TestMachine.database(runtime, owner)) {
      assertThat(database.connect()).isInstanceOf(Start.Ready.class);
      var stores = TestStores.stores(database);
      stores.users().add(People.ada(), People.credentialOf(People.ada()));
      new AuditUpkeep(
              stores.audit(),
              Duration.ofDays(90),
              event -> {},
              InstantSource.system(),
              Runnable::run)
          .work();
      assertThat(new VerifyAudit(stores.audit()).execute(null).rows()).isEqualTo(3);
    }
    assertRefused(statement);
  }

  @Test
  void without_an_owner_the_missing_right_is_named() {
    try (var database = TestMachine.database(runtime, null)) {
      assertThat(database.connect())
          .isInstanceOfSatisfying(
              Start.Wrong.class,
              wrong -> {
                assertThat(wrong.message()).contains("42501");
                assertThat(wrong.mend()).contains("DATABASE_URL_UNPOOLED");
              });
    }
  }

  @Test
  void missing_rights_on_rows_are_answered_with_the_lines_that_grant_them() {
    try (var database = TestMachine.database(owner, null)) {
      assertThat(database.connect()).isInstanceOf(Start.Ready.class);
    }
    try (var database = TestMachine.database(runtime, null)) {
      assertThat(database.connect())
          .isInstanceOfSatisfying(
              Start.Wrong.class,
              wrong -> {
                assertThat(wrong.message()).contains("42501");
                var lines = wrong.mend().substring(wrong.mend().indexOf('\n') + 1);
                Sql.run(place, lines);
              });
      assertThat(database.connect()).isInstanceOf(Start.Ready.class);
    }
  }
}
