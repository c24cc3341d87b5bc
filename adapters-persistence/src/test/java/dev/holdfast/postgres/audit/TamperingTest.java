package dev.holdfast.postgres.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.audit.AuditUpkeep;
import dev.holdfast.application.audit.VerifyAudit;
import dev.holdfast.application.audit.VerifyAudit.Fault;
import dev.holdfast.application.audit.VerifyAudit.Finding;
import dev.holdfast.application.audit.VerifyAudit.Noted;
import dev.holdfast.application.testing.Stores;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.postgres.Sql;
import dev.holdfast.postgres.TestStores;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody who may write into the tables can do, and how it is found. */
final class TamperingTest {
  private final Stores stores = TestStores.emptied();
  private final TestClock clock = new TestClock();
  private final AuditUpkeep upkeep =
      new AuditUpkeep(stores.audit(), Duration.ofDays(90), event -> {}, clock, Runnable::run);

  @BeforeEach
  void three_batches_of_three_rows_were_sealed() {
    for (int i = 0; i < 3; i++) {
      write();
      upkeep.work();
    }
  }

  private void write() {
    var entry =
        AuditEntry.of(AuditKind.SIGN_IN_REFUSED, clock.instant())
            .withMaskedEmail("a***@example.com")
            .withDetail("\u00e4\ud83d\ude00");
    stores.audit().add(Collections.nCopies(3, entry));
  }

  private VerifyAudit.Report verified() {
    return new VerifyAudit(stores.audit()).execute(null);
  }

  @Test
  void checklist_16_7_what_nobody_touched_is_intact() {
    assertThat(verified().findings()).isEmpty();
    assertThat(verified().rows()).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update holdfast_audit set reason = 'other' where id = 5                 | 2 ROWS_CHANGED",
        "update holdfast_audit set at = at + interval '1 ms' where id = 5        | 2 ROWS_CHANGED",
        "update holdfast_audit set email = null where id = 1                     | 1 ROWS_CHANGED",
        "update holdfast_audit set \"userId\" = '' where id = 9                  | 3 ROWS_CHANGED",
        "delete from holdfast_audit where id = 5                                 | 2 ROWS_MISSING",
        "delete from holdfast_audit where batch = 3                              | 3 ROWS_MISSING",
        "update holdfast_audit set batch = null where id = 5                     | 2 ROWS_MISSING",
        "insert into holdfast_audit (at, kind, actor, batch)"
            + " values (now(), 'x', 'caller', 2)                                 | 2 ROWS_ADDED",
        "insert into holdfast_audit (at, kind, actor, batch)"
            + " values (now(), 'x', 'caller', 0)                                 | 1 ROWS_ADDED",
        "delete from holdfast_audit_seal where batch = 2                         | 3 SEAL_MISSING",
        "delete from holdfast_audit_seal where batch = 1"
            + "                                                             | 2 BEGINNING_MISSING",
        "delete from holdfast_audit_seal where batch = 3"
            + "                                                          | 3 SEAL_OF_ROWS_MISSING",
        "update holdfast_audit_seal set \"sealedAt\" = now() where batch = 3     | 3 ROWS_CHANGED",
        "update holdfast_audit_seal set rows = 2 where batch = 2                 | 2 ROWS_ADDED",
      })
  void checklist_16_7_a_row_that_was_changed_removed_or_put_in_is_found(
      String statement, String found) {
    Sql.run(TestStores.place(), statement);

    assertThat(verified().findings())
        .extracting(finding -> finding.batch() + " " + finding.fault())
        .contains(found);
  }

  @Test
  void a_batch_that_was_sealed_anew_breaks_the_seal_after_it() {
    Sql.run(TestStores.place(), "update holdfast_audit set reason = 'other' where id = 5");
    var first = stores.audit().sealsAfter(0, 1).getFirst();
    var second = stores.audit().sealsAfter(1, 1).getFirst();
    var forged = AuditSeal.after(first, stores.audit().sealedIn(2, 2), second.sealedAt());
    Sql.run(
        TestStores.place(),
        "update holdfast_audit_seal set digest = '%s' where batch = 2".formatted(forged.digest()));

    assertThat(verified().findings()).containsExactly(new Finding(3, Fault.ROWS_CHANGED));
    var noted = new Noted(2, second.digest());
    assertThat(new VerifyAudit(stores.audit()).execute(noted).findings())
        .contains(new Finding(2, Fault.NOT_AS_NOTED));
  }

  @Test
  void what_the_retention_removed_is_no_finding_and_what_others_remove_after_it_is() {
    clock.advance(Duration.ofDays(91));
    write();
    upkeep.work();
    upkeep.work();

    assertThat(verified().findings()).isEmpty();
    assertThat(verified().checkpoint()).isNotNull();
    assertThat(verified().rows()).as("and the row that tells of it").isEqualTo(4);
    assertThat(Sql.column(TestStores.place(), "select count(*) from holdfast_audit"))
        .containsExactly("4");

    Sql.run(TestStores.place(), "delete from holdfast_audit_seal where batch = 3");
    assertThat(verified().findings()).containsExactly(new Finding(4, Fault.BEGINNING_MISSING));
  }

  @Test
  void rows_that_are_committed_late_are_sealed_by_a_later_batch() throws Exception {
    try (var slow = Sql.connect(TestStores.place());
        var statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute(
          "insert into holdfast_audit (at, kind, actor) values (now(), 'signed_in', 'caller')");
      write();
      upkeep.work();
      slow.commit();
    }
    upkeep.work();

    assertThat(verified().findings()).isEmpty();
    assertThat(verified().rows()).isEqualTo(13);
    assertThat(Sql.column(TestStores.place(), "select batch from holdfast_audit where id = 10"))
        .containsExactly("5");
  }
}
