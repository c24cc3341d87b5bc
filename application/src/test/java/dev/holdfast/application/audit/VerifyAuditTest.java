package dev.holdfast.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.audit.VerifyAudit.Fault;
import dev.holdfast.application.audit.VerifyAudit.Finding;
import dev.holdfast.application.audit.VerifyAudit.Noted;
import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditKind;
import java.time.Duration;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over data in memory; what hands on a real database can do is tried there. */
final class VerifyAuditTest {
  private final InMemory data = new InMemory();
  private final TestClock clock = new TestClock();
  private final AuditUpkeep upkeep =
      new AuditUpkeep(
          data.stores().audit(), Duration.ofDays(90), event -> {}, clock, Runnable::run);

  @BeforeEach
  void three_batches_were_sealed() {
    for (int i = 0; i < 3; i++) {
      write(i + 1);
      upkeep.work();
    }
  }

  private void write(int rows) {
    data.stores()
        .audit()
        .add(Collections.nCopies(rows, AuditEntry.of(AuditKind.SIGN_IN_REFUSED, clock.instant())));
  }

  private VerifyAudit.Report verified(@Nullable Noted noted) {
    return new VerifyAudit(data.stores().audit()).execute(noted);
  }

  @Test
  void what_was_sealed_is_intact_and_what_was_not_is_counted() {
    write(2);

    var report = verified(null);

    assertThat(report.isIntact()).isTrue();
    assertThat(report.rows()).isEqualTo(6);
    assertThat(report.unsealed()).isEqualTo(2);
    assertThat(report.checkpoint()).isNull();
  }

  @Test
  void an_empty_audit_is_intact() {
    assertThat(new VerifyAudit(new InMemory().stores().audit()).execute(null).isIntact()).isTrue();
  }

  @Test
  void a_seal_that_was_noted_is_found_again_also_as_the_checkpoint() {
    var second = data.stores().audit().sealsAfter(1, 1).getFirst();
    var noted = new Noted(second.batch(), second.digest());
    assertThat(verified(noted).isIntact()).isTrue();

    clock.advance(Duration.ofDays(91));
    upkeep.work();
    assertThat(verified(noted).isIntact()).as("forgotten by the retention").isTrue();
  }

  @Test
  void a_chain_that_was_made_anew_is_not_the_one_that_was_noted() {
    assertThat(verified(new Noted(2, "0".repeat(64))).findings())
        .containsExactly(new Finding(2, Fault.NOT_AS_NOTED));
  }

  @Test
  void a_chain_that_was_cut_off_at_its_end_lacks_what_was_noted() {
    assertThat(verified(new Noted(4, "0".repeat(64))).findings())
        .containsExactly(new Finding(4, Fault.NOTED_MISSING));
  }
}
