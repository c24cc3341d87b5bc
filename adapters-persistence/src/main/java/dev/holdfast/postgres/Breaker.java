package dev.holdfast.postgres;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.platform.Uptime;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Turns calls away at once while the database is known to be away (faults rule 3). It opens after
 * three failures of the connection within a second with no success between them, or when a probe
 * says so; only a probe closes it.
 */
final class Breaker {
  private static final int MOST_IN_A_ROW = 3;
  private static final long ROW_NANOS = Duration.ofSeconds(1).toNanos();

  private final Uptime uptime;
  private final Events events;
  private final LongAdder refused = new LongAdder();

  private volatile @Nullable String why;
  private volatile int inARow;
  private volatile long lastRefused;
  private long rowBegan;
  private long opened;

  Breaker(Uptime uptime, Events events) {
    this.uptime = uptime;
    this.events = events;
  }

  /**
   * Lets a call pass.
   *
   * @throws Unavailable while the database is away
   */
  void admit() {
    var away = why;
    if (away == null) return;
    refused.increment();
    lastRefused = uptime.nanos();
    throw Unavailable.store("the database is away: " + away, null);
  }

  boolean isOpen() {
    return why != null;
  }

  /** Since when it is open; zero if it is not. */
  synchronized Duration openFor() {
    return why == null ? Duration.ZERO : Duration.ofNanos(uptime.nanos() - opened);
  }

  /** Whether somebody was turned away within this time. */
  boolean isAskedFor(Duration within) {
    return uptime.nanos() - Math.max(lastRefused, opened) < within.toNanos();
  }

  /** A connection was lost, or none could be made. */
  synchronized void failed(String said) {
    long now = uptime.nanos();
    if (inARow == 0 || now - rowBegan > ROW_NANOS) {
      rowBegan = now;
      inARow = 0;
    }
    inARow++;
    if (inARow >= MOST_IN_A_ROW) open(said);
  }

  /** The database answered a statement. */
  void succeeded() {
    if (inARow != 0) inARow = 0;
  }

  synchronized void open(String said) {
    if (why != null) return;
    opened = uptime.nanos();
    lastRefused = opened;
    refused.reset();
    why = said;
    events.publish(new DatabaseEvent.Lost(said));
  }

  synchronized void close() {
    inARow = 0;
    if (why == null) return;
    why = null;
    var after = Duration.ofNanos(uptime.nanos() - opened);
    events.publish(new DatabaseEvent.Back(after, refused.sum()));
  }
}
