package dev.holdfast.application.audit;

import dev.holdfast.domain.audit.AuditRow;
import dev.holdfast.domain.audit.AuditStore;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives out the rows of a span of time, oldest first, a page at a time. */
public final class ExportAudit {
  private static final int PAGE = 1_000;

  private final AuditStore store;

  public ExportAudit(AuditStore store) {
    this.store = store;
  }

  /**
   * Reads from {@code since} up to, but not including, {@code until}; null: without that bound.
   *
   * @return how many rows there were
   */
  public long execute(@Nullable Instant since, @Nullable Instant until, Consumer<AuditRow> to) {
    long rows = 0;
    var page = store.between(since, until, null, PAGE);
    while (!page.isEmpty()) {
      page.forEach(to);
      rows += page.size();
      page = store.between(since, until, page.getLast(), PAGE);
    }
    return rows;
  }
}
