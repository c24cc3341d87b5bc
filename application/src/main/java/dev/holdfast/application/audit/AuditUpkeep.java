package dev.holdfast.application.audit;

import dev.holdfast.domain.audit.AuditEvent;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.domain.audit.AuditStore;
import dev.holdfast.domain.platform.Events;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Seals what was written and forgets what is too old. It rides on what is written anyway, at most
 * once a minute and off the request's path: a database that nobody uses is left asleep, with its
 * last rows unsealed until the next one comes (decisions "Serverless quiet").
 */
public final class AuditUpkeep implements AutoCloseable {
  static final Duration EVERY = Duration.ofMinutes(1);
  static final Duration FORGETS_EVERY = Duration.ofHours(1);

  /** How many rows one seal covers at most. */
  static final int BATCH = 1_000;

  /** Somebody else may seal, or commit a row in between, so often in a row and no more. */
  private static final int TRIES = 3;

  private final AuditStore store;
  private final Duration retention;
  private final Events events;
  private final InstantSource clock;
  private final Executor background;

  private final ReentrantLock working = new ReentrantLock();
  private @Nullable Instant begunAt;
  private @Nullable Instant forgotAt;
  private volatile boolean closed;

  /**
   * Has done nothing yet, so the first thing written is followed by it.
   *
   * @param retention how long rows are kept after they were sealed; zero: for ever
   */
  public AuditUpkeep(
      AuditStore store,
      Duration retention,
      Events events,
      InstantSource clock,
      Executor background) {
    this.store = store;
    this.retention = retention;
    this.events = events;
    this.clock = clock;
    this.background = background;
  }

  /** Something was written: does what is due, without waiting for it. */
  public void ride() {
    if (closed || !isDue()) return;
    try {
      background.execute(this::workUnlessClosed);
    } catch (RejectedExecutionException closing) {
      // The rows stay unsealed until somebody writes again.
    }
  }

  /** Seals all that is unsealed and forgets all that is too old, now. */
  public void work() {
    working.lock();
    try {
      int tries = 0;
      while (tries < TRIES) {
        switch (sealSome()) {
          case NOTHING_LEFT -> tries = TRIES;
          case SEALED -> tries = 0;
          case OVERTAKEN -> tries++;
        }
      }
      forgetIfDue();
    } catch (RuntimeException later) {
      events.publish(new AuditEvent.UpkeepFailed(String.valueOf(later.getMessage())));
    } finally {
      working.unlock();
    }
  }

  /** Begins nothing any more, and lets what was begun come to its end. */
  @Override
  public void close() {
    closed = true;
    try {
      if (working.tryLock(1, TimeUnit.SECONDS)) working.unlock();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void workUnlessClosed() {
    if (!closed) work();
  }

  private synchronized boolean isDue() {
    var now = clock.instant();
    if (begunAt != null && within(EVERY, begunAt, now)) return false;
    begunAt = now;
    return true;
  }

  /** On either side: after a clock was set back, nothing waits until it has caught up. */
  private static boolean within(Duration span, Instant moment, Instant now) {
    return Duration.between(moment, now).abs().compareTo(span) < 0;
  }

  private enum Step {
    SEALED,
    OVERTAKEN,
    NOTHING_LEFT
  }

  private Step sealSome() {
    var found = store.unsealed(BATCH);
    var rows = found.rows();
    if (rows.isEmpty()) return Step.NOTHING_LEFT;
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var seal = AuditSeal.after(found.last(), rows, now);
    if (!store.seal(seal, rows.getFirst().id(), rows.getLast().id())) return Step.OVERTAKEN;
    events.publish(new AuditEvent.Sealed(seal.batch(), seal.rows(), seal.digest()));
    return rows.size() < BATCH ? Step.NOTHING_LEFT : Step.SEALED;
  }

  private void forgetIfDue() {
    var now = clock.instant();
    if (retention.isZero() || (forgotAt != null && within(FORGETS_EVERY, forgotAt, now))) return;
    forgotAt = now;
    int all = 0;
    for (int some = forget(now); some > 0; some = forget(now)) all += some;
    if (all > 0) events.publish(new AuditEvent.Forgotten(all));
  }

  private int forget(Instant now) {
    return store.forget(now.minus(retention), now);
  }
}
