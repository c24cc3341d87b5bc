package dev.holdfast.application.testing;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.audit.AuditRow;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.domain.audit.AuditStore;
import dev.holdfast.domain.audit.AuditSubject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The audit in memory. */
public final class InMemoryAuditStore implements AuditStore {
  private static final String INSTANCE = "memory";
  private static final Comparator<AuditRow> BY_TIME =
      Comparator.comparing(AuditRow::at).thenComparingLong(AuditRow::id);

  private final InMemory data;

  public InMemoryAuditStore(InMemory data) {
    this.data = data;
  }

  static AuditRow row(long id, AuditEntry entry) {
    var source = entry.source();
    return new AuditRow(
        id,
        entry.at(),
        entry.kind().code(),
        source.actor().name().toLowerCase(Locale.ROOT),
        entry.user() == null ? null : entry.user().value(),
        entry.session() == null ? null : entry.session().value(),
        entry.email(),
        source.request(),
        source.address(),
        source.userAgent(),
        entry.reason(),
        entry.detail(),
        INSTANCE,
        source.marker(),
        null);
  }

  @Override
  public void add(List<AuditEntry> entries) {
    data.write(
        state -> {
          entries.forEach(state::note);
          return entries;
        });
  }

  @Override
  public List<AuditRow> between(
      @Nullable Instant since, @Nullable Instant until, @Nullable AuditRow after, int most) {
    return data.read(
        state ->
            state.audit.stream()
                .filter(row -> since == null || !row.at().isBefore(since))
                .filter(row -> until == null || row.at().isBefore(until))
                .filter(row -> after == null || BY_TIME.compare(row, after) > 0)
                .sorted(BY_TIME)
                .limit(most)
                .toList());
  }

  @Override
  public List<AuditRow> about(AuditSubject subject, int most) {
    var found = rows(row -> isAbout(row, subject));
    return found.subList(Math.max(0, found.size() - most), found.size());
  }

  private static boolean isAbout(AuditRow row, AuditSubject subject) {
    return equal(row.user(), subject.user())
        || equal(row.session(), subject.session())
        || equal(row.request(), subject.request())
        || (equal(row.email(), subject.maskedEmail()) && row.user() == null);
  }

  private static boolean equal(@Nullable String one, @Nullable String other) {
    return one != null && one.equals(other);
  }

  @Override
  public Unsealed unsealed(int most) {
    return data.read(
        state ->
            new Unsealed(
                state.seals.isEmpty() ? null : state.seals.getLast(),
                state.audit.stream().filter(row -> row.batch() == null).limit(most).toList()));
  }

  @Override
  public boolean seal(AuditSeal seal, long firstId, long lastId) {
    return data.write(
        state -> {
          Predicate<AuditRow> chosen =
              row -> row.batch() == null && row.id() >= firstId && row.id() <= lastId;
          long next = state.seals.isEmpty() ? 1 : state.seals.getLast().batch() + 1;
          boolean sound =
              seal.batch() == next && state.audit.stream().filter(chosen).count() == seal.rows();
          if (!sound) return false;
          state.audit.replaceAll(row -> chosen.test(row) ? row.sealedBy(seal.batch()) : row);
          return state.seals.add(seal);
        });
  }

  @Override
  public List<AuditSeal> sealsAfter(long batch, int most) {
    return data.read(
        state -> state.seals.stream().filter(seal -> seal.batch() > batch).limit(most).toList());
  }

  @Override
  public List<AuditRow> sealedIn(long firstBatch, long lastBatch) {
    return rows(
        row -> row.batch() != null && row.batch() >= firstBatch && row.batch() <= lastBatch);
  }

  @Override
  public int sealedAfter(long batch) {
    return rows(row -> row.batch() != null && row.batch() > batch).size();
  }

  @Override
  public int forget(Instant sealedBefore, Instant now) {
    return data.write(
        state -> {
          var old =
              state.seals.stream()
                  .filter(seal -> seal.forgottenAt() == null)
                  .filter(seal -> seal.sealedAt().isBefore(sealedBefore))
                  .toList();
          if (old.isEmpty()) return 0;
          var last = old.getLast();
          int rows = old.stream().mapToInt(AuditSeal::rows).sum();
          state.audit.removeIf(row -> row.batch() != null && row.batch() <= last.batch());
          state.seals.removeIf(seal -> seal.batch() <= last.batch());
          state.seals.addFirst(
              new AuditSeal(last.batch(), last.rows(), last.digest(), last.sealedAt(), now));
          state.note(
              AuditEntry.of(AuditKind.AUDIT_FORGOTTEN, now)
                  .withDetail(
                      "batches %d to %d, rows %d"
                          .formatted(old.getFirst().batch(), last.batch(), rows)));
          return rows;
        });
  }

  private List<AuditRow> rows(Predicate<AuditRow> which) {
    return data.read(state -> state.audit.stream().filter(which).toList());
  }
}
