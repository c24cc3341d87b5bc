package dev.holdfast.application.audit;

import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditEvent;
import dev.holdfast.domain.audit.AuditStore;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Unavailable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Rows that come with no change in the store: refused sign-ins. They are written soon and off the
 * request's path, so that whoever guesses passwords costs no statement of their own and learns
 * nothing from the time it takes. Only so many wait; the others are dropped and counted.
 *
 * <p>While the store cannot answer they stay in memory, and the next refusal tries again: nothing
 * here wakes a database by itself.
 */
public final class AuditQueue {
  static final int MOST_WAITING = 1_000;

  /** How many are written by one statement. */
  static final int TOGETHER = 100;

  private final AuditStore store;
  private final AuditUpkeep upkeep;
  private final Counters counters;
  private final Events events;
  private final Executor background;

  private final Deque<AuditEntry> waiting = new ArrayDeque<>();
  private boolean writing;
  private boolean failing;
  private long dropped;

  public AuditQueue(
      AuditStore store, AuditUpkeep upkeep, Counters counters, Events events, Executor background) {
    this.store = store;
    this.upkeep = upkeep;
    this.counters = counters;
    this.events = events;
    this.background = background;
  }

  /** Takes a row; never waits and never throws. */
  public void later(AuditEntry entry) {
    if (!take(entry)) counters.add("audit_rows_dropped", entry.kind().code());
    if (!begin()) return;
    try {
      background.execute(this::write);
    } catch (RejectedExecutionException closing) {
      end();
    }
  }

  /** Writes what waits, on this thread: the process is about to end. */
  public void flush() {
    if (begin()) write();
  }

  private synchronized boolean take(AuditEntry entry) {
    if (waiting.size() < MOST_WAITING) return waiting.add(entry);
    dropped++;
    return false;
  }

  /** One writer at a time. */
  private synchronized boolean begin() {
    if (writing || waiting.isEmpty()) return false;
    writing = true;
    return true;
  }

  private synchronized void end() {
    writing = false;
  }

  private void write() {
    try {
      for (var some = next(); !some.isEmpty(); some = next()) {
        store.add(some);
        written(some.size());
      }
      upkeep.ride();
    } catch (Unavailable away) {
      waits(String.valueOf(away.getMessage()));
    } catch (RuntimeException unwritable) {
      // Whatever is wrong with them, the next ones must not wait behind them for ever.
      discard();
      waits(unwritable.toString());
    }
  }

  /** The next ones; without any, the writer's turn is over in the same moment. */
  private synchronized List<AuditEntry> next() {
    var some = new ArrayList<AuditEntry>(TOGETHER);
    for (var entry : waiting) {
      if (some.size() == TOGETHER) break;
      some.add(entry);
    }
    writing = !some.isEmpty();
    return List.copyOf(some);
  }

  private void written(int count) {
    long lost;
    synchronized (this) {
      for (int i = 0; i < count; i++) waiting.poll();
      lost = dropped;
      dropped = 0;
      failing = false;
    }
    if (lost > 0) events.publish(new AuditEvent.RowsDropped(lost));
  }

  private void discard() {
    int count;
    synchronized (this) {
      count = Math.min(TOGETHER, waiting.size());
      for (int i = 0; i < count; i++) waiting.poll();
      dropped += count;
    }
    for (int i = 0; i < count; i++) counters.add("audit_rows_dropped", "unwritable");
  }

  /** Said once until something can be written again. */
  private void waits(String why) {
    boolean first;
    int rows;
    synchronized (this) {
      first = !failing;
      failing = true;
      rows = waiting.size();
      writing = false;
    }
    if (first) events.publish(new AuditEvent.RowsWait(rows, why));
  }
}
