package dev.holdfast.domain.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the audit is kept. Rows are only ever added, and removed in whole batches when they are
 * older than the retention. What the other stores do, they write down themselves, in the same
 * effect; {@code AuditStoreContract} says what they write. All throw {@code Unavailable}.
 */
public interface AuditStore {
  /** Adds rows that come with no other effect, all or none. */
  void add(List<AuditEntry> entries);

  /** Rows of a span of time, oldest first, after this one. */
  List<AuditRow> between(
      @Nullable Instant since, @Nullable Instant until, @Nullable AuditRow after, int most);

  /** The newest rows about somebody or something, oldest first. */
  List<AuditRow> about(AuditSubject subject, int most);

  /** What nobody has sealed yet, and the newest seal. */
  record Unsealed(@Nullable AuditSeal last, List<AuditRow> rows) {
    public Unsealed {
      rows = List.copyOf(rows);
    }
  }

  /** Committed rows that nobody has sealed yet, those with the smallest ids. */
  Unsealed unsealed(int most);

  /**
   * Seals the unsealed rows with ids from the first to the last. False, and no effect, unless these
   * are as many as the seal says and it follows the newest one: of many racers one seals.
   */
  boolean seal(AuditSeal seal, long firstId, long lastId);

  /** Seals in order, after this batch; 0: from the oldest one that is kept. */
  List<AuditSeal> sealsAfter(long batch, int most);

  /** All rows of these batches, whether or not a seal covers them. */
  List<AuditRow> sealedIn(long firstBatch, long lastBatch);

  /** How many rows say that they were sealed by a batch after this one. */
  int sealedAfter(long batch);

  /**
   * Removes some of the batches that were sealed before a moment, oldest first, and writes down
   * that it did. The seal of the last one stays, as the checkpoint from which the chain goes on.
   *
   * @return how many rows were removed; 0 when nothing is left to remove
   */
  int forget(Instant sealedBefore, Instant now);
}
