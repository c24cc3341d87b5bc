package dev.holdfast.postgres;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the database's clock is from this machine's (decisions "Which clock"). Beyond five
 * seconds the database's is followed: it is the one clock that all instances see.
 */
final class ClockOffset {
  private static final Duration TOLERATED = Duration.ofSeconds(5);

  /** A slower answer says too little about the moment at which the clock was read. */
  private static final Duration SLOW = Duration.ofSeconds(1);

  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

  private final InstantSource clock;
  private final Uptime uptime;
  private final Events events;
  private final AtomicLong measured;
  private volatile Duration ahead = Duration.ZERO;

  ClockOffset(InstantSource clock, Uptime uptime, Events events) {
    this.clock = clock;
    this.uptime = uptime;
    this.events = events;
    this.measured = new AtomicLong(uptime.nanos() - PAUSE_NANOS);
  }

  /** Whether it is time to look again; true for one caller only. */
  boolean isDue() {
    long now = uptime.nanos();
    long last = measured.get();
    return now - last >= PAUSE_NANOS && measured.compareAndSet(last, now);
  }

  /** The database's clock as one statement saw it, which took this long and has just ended. */
  void measure(Instant database, Duration took) {
    if (took.compareTo(SLOW) > 0) return;
    var here = clock.instant().minus(took.dividedBy(2));
    var now = Duration.between(here, database);
    var before = ahead;
    ahead = now;
    boolean differs = now.abs().compareTo(TOLERATED) > 0;
    boolean news = now.minus(before).abs().compareTo(TOLERATED) > 0;
    if (differs && news) events.publish(new DatabaseEvent.ClockDiffers(now));
  }

  /** As measured last; positive if the database's clock is ahead. */
  Duration ahead() {
    return ahead;
  }

  /** What to add to this machine's clock. */
  Duration correction() {
    return ahead.abs().compareTo(TOLERATED) > 0 ? ahead : Duration.ZERO;
  }
}
