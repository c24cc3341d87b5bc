package dev.holdfast.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database whether it is there, from the first doubt until it answers: one at a time, on a
 * connection of its own. While nobody needs the database it asks ever more seldom, so that nothing
 * is kept awake by it.
 */
final class Prober implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration QUIET = Duration.ofSeconds(30);

  /** Without anybody who asks, the pause is this part of the time that the database was away. */
  private static final int PART = 20;

  /**
   * Says nothing about the database: too many connections (those that are there may still do), or
   * this one was ended by somebody (if the server is stopping, the next one will say so).
   */
  private static final Set<String> INCONCLUSIVE = Set.of("53300", "57P01");

  private final Breaker breaker;
  private final Probe probe;
  private final Runnable whenBack;
  private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();
  private volatile boolean resting;
  private volatile boolean closed;

  /** Asks once. */
  @FunctionalInterface
  interface Probe {
    Answer ask() throws SQLException;
  }

  /** What a server that answers says of itself. */
  enum Answer {
    TAKES_WRITES,
    /** It was set so; another one may be the primary by now. */
    READ_ONLY,
    /** What it has may be old. */
    STANDBY
  }

  /**
   * Asks nothing yet.
   *
   * @param whenBack before the breaker closes
   */
  Prober(Breaker breaker, Probe probe, Runnable whenBack) {
    this.breaker = breaker;
    this.probe = probe;
    this.whenBack = whenBack;
  }

  /** The database is in doubt: ask it, unless that goes on already. */
  void doubt() {
    if (closed || running.get() != null) return;
    var thread = Thread.ofPlatform().daemon().name("database-probe").unstarted(this::ask);
    if (!running.compareAndSet(null, thread)) return;
    boolean started = false;
    try {
      thread.start();
      started = true;
    } finally {
      // No more threads are to be had: the next doubt tries again.
      if (!started) running.set(null);
    }
  }

  /** Somebody needs the database: a long pause is over. */
  void wanted() {
    if (!resting) return;
    @Nullable Thread thread = running.get();
    if (thread != null) LockSupport.unpark(thread);
  }

  @Override
  public void close() {
    closed = true;
    resting = true;
    wanted();
  }

  private void ask() {
    try {
      while (!closed && !isAnswered()) {
        boolean quiet = !breaker.isAskedFor(QUIET);
        resting = quiet;
        LockSupport.parkNanos(jittered(quiet ? longPause() : PAUSE));
        resting = false;
      }
    } finally {
      running.set(null);
      // A doubt that came while this thread was on its way out has found it running.
      if (breaker.isOpen()) doubt();
    }
  }

  /** Whether there is no more doubt. */
  private boolean isAnswered() {
    try {
      switch (probe.ask()) {
        case TAKES_WRITES -> {
          if (breaker.isOpen()) whenBack.run();
          breaker.close();
        }
        case READ_ONLY -> breaker.open("25006 the database takes no writes");
        case STANDBY -> breaker.open("25006 the server is a standby");
      }
    } catch (OutOfMemoryError noThread) {
      // The driver makes a thread for each attempt. There may be one again after the pause.
      return false;
    } catch (SQLException problem) {
      @Nullable String state = problem.getSQLState();
      boolean inconclusive = state != null && INCONCLUSIVE.contains(state);
      if (!inconclusive) breaker.open(Failure.said(problem));
    }
    return !breaker.isOpen();
  }

  private Duration longPause() {
    var part = breaker.openFor().dividedBy(PART);
    if (part.compareTo(PAUSE) < 0) return PAUSE;
    return part.compareTo(LONGEST_PAUSE) < 0 ? part : LONGEST_PAUSE;
  }

  /** A quarter more or less, so that many instances do not ask in step. */
  private static long jittered(Duration pause) {
    return Math.round(pause.toNanos() * ThreadLocalRandom.current().nextDouble(0.75, 1.25));
  }
}
