package dev.holdfast.application.audit;

import dev.holdfast.domain.audit.AuditRow;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.domain.audit.AuditStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks every row against its seal and every seal against the one before. Changes nothing, and may
 * run beside servers that go on writing.
 */
public final class VerifyAudit {
  /** A seal that was noted down elsewhere, as the log or an earlier check told it. */
  public record Noted(long batch, String digest) {}

  /** What is wrong with a batch. */
  public enum Fault {
    /** As many rows as were sealed, but not the same ones. */
    ROWS_CHANGED,
    ROWS_MISSING,
    ROWS_ADDED,
    /** Every row may be as it was, but the seal is not. */
    SEAL_MISSING,
    /** The oldest seal is no checkpoint of the retention. */
    BEGINNING_MISSING,
    /** Rows say that they were sealed by a batch that nobody sealed. */
    SEAL_OF_ROWS_MISSING,
    /** The seal that was noted down is another one here. */
    NOT_AS_NOTED,
    /** The seal that was noted down is not here. */
    NOTED_MISSING
  }

  /** One fault; batches after it are checked as if it were none. */
  public record Finding(long batch, Fault fault) {}

  /**
   * What the check found.
   *
   * @param checkpoint up to which rows were forgotten; null: none were
   * @param head the newest seal; null: there is none
   * @param rows how many sealed rows were read
   * @param unsealed how many rows no seal protects yet, up to a thousand
   */
  public record Report(
      @Nullable AuditSeal checkpoint,
      @Nullable AuditSeal head,
      long rows,
      int unsealed,
      List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }

    public boolean isIntact() {
      return findings.isEmpty();
    }
  }

  /** Seals read together; each covers up to a thousand rows. */
  private static final int TOGETHER = 20;

  private final AuditStore store;

  public VerifyAudit(AuditStore store) {
    this.store = store;
  }

  /** Checks all that is kept; against a seal that was noted down, if there is one. */
  public Report execute(@Nullable Noted noted) {
    var check = new Check(noted);
    var seals = store.sealsAfter(0, TOGETHER);
    while (!seals.isEmpty()) {
      check.through(seals);
      seals = store.sealsAfter(seals.getLast().batch(), TOGETHER);
    }
    return check.report();
  }

  /** One walk along the chain. */
  private final class Check {
    private final @Nullable Noted noted;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable AuditSeal checkpoint;
    private @Nullable AuditSeal last;
    private boolean notedSeen;
    private long rows;

    private Check(@Nullable Noted noted) {
      this.noted = noted;
    }

    private void through(List<AuditSeal> seals) {
      // Before the oldest seal there must be nothing.
      long first = last == null ? 0 : seals.getFirst().batch();
      Map<Long, List<AuditRow>> found =
          store.sealedIn(first, seals.getLast().batch()).stream()
              .collect(Collectors.groupingBy(Check::batchOf));
      var oldest = seals.getFirst();
      if (last == null && found.keySet().stream().anyMatch(batch -> batch < oldest.batch())) {
        add(oldest, Fault.ROWS_ADDED);
      }
      for (var seal : seals) one(seal, found.getOrDefault(seal.batch(), List.of()));
    }

    private static long batchOf(AuditRow row) {
      var batch = row.batch();
      return batch == null ? 0 : batch;
    }

    private void one(AuditSeal seal, List<AuditRow> found) {
      var before = last;
      compareWithNoted(seal);
      last = seal;
      if (before == null && seal.forgottenAt() != null) {
        checkpoint = seal;
        if (!found.isEmpty()) add(seal, Fault.ROWS_ADDED);
        return;
      }
      if (before == null && seal.batch() != 1) {
        // Forgotten while we read: then the checkpoint is a later one by now.
        if (!isForgotten(seal.batch())) add(seal, Fault.BEGINNING_MISSING);
        return;
      }
      if (before != null && seal.batch() != before.batch() + 1) {
        add(seal, Fault.SEAL_MISSING);
        return;
      }
      rows += found.size();
      if (seal.covers(before == null ? "" : before.digest(), found)) return;
      if (isForgotten(seal.batch())) return;
      add(seal, fault(seal, found));
    }

    private static Fault fault(AuditSeal seal, List<AuditRow> found) {
      if (found.size() < seal.rows()) return Fault.ROWS_MISSING;
      return found.size() > seal.rows() ? Fault.ROWS_ADDED : Fault.ROWS_CHANGED;
    }

    /** Whether the retention has removed this batch by now. */
    private boolean isForgotten(long batch) {
      var oldest = store.sealsAfter(0, 1);
      return !oldest.isEmpty()
          && oldest.getFirst().forgottenAt() != null
          && oldest.getFirst().batch() >= batch;
    }

    private void compareWithNoted(AuditSeal seal) {
      if (noted == null || noted.batch() != seal.batch()) return;
      notedSeen = true;
      if (!noted.digest().equals(seal.digest())) add(seal, Fault.NOT_AS_NOTED);
    }

    private void add(AuditSeal seal, Fault fault) {
      findings.add(new Finding(seal.batch(), fault));
    }

    private Report report() {
      long head = last == null ? 0 : last.batch();
      if (store.sealedAfter(head) > 0 && store.sealsAfter(head, 1).isEmpty()) {
        findings.add(new Finding(head + 1, Fault.SEAL_OF_ROWS_MISSING));
      }
      long oldest = checkpoint == null ? 1 : checkpoint.batch();
      if (noted != null && !notedSeen && noted.batch() >= oldest) {
        findings.add(new Finding(noted.batch(), Fault.NOTED_MISSING));
      }
      int unsealed = store.unsealed(AuditUpkeep.BATCH).rows().size();
      return new Report(checkpoint, last, rows, unsealed, findings);
    }
  }
}
