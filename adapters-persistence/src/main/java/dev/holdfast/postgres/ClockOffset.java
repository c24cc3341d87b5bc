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

  /** Followed clocks are followed until they are this near again, or the two would take turns. */
  private static final Duration NEAR = Duration.ofSeconds(4);

  /** A slower answer says too little about the moment at which the clock was read. */
  private static final Duration SLOW = Duration.ofSeconds(1);

  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

  private final InstantSource clock;
  private final Uptime uptime;
  private final Events events;
  private final AtomicLong measured;
  private volatile Duration ahead = Duration.ZERO;
  private volatile Duration followed = Duration.ZERO;

  /** As the last line said. */
  private Duration told = Duration.ZERO;

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

  /** At a thaw nothing is known of what passed meanwhile. */
  void forgetWhen() {
    measured.set(uptime.nanos() - PAUSE_NANOS);
  }

  /**
   * The database's clock as a statement saw it whose answer has just come.
   *
   * @param sent when the statement was sent, by this machine's clock
   */
  synchronized void measure(Instant database, Instant sent) {
    var took = Duration.between(sent, clock.instant());
    if (took.isNegative() || took.compareTo(SLOW) > 0) return;
    ahead = Duration.between(sent.plus(took.dividedBy(2)), database);
    boolean far = ahead.abs().compareTo(followed.isZero() ? TOLERATED : NEAR) > 0;
    var before = told;
    followed = far ? ahead : Duration.ZERO;
    if (far && ahead.minus(before).abs().compareTo(TOLERATED) > 0) {
      told = ahead;
      events.publish(new DatabaseEvent.ClockDiffers(ahead));
    }
    if (!far) told = Duration.ZERO;
  }

  /** As measured last; positive if the database's clock is ahead. */
  Duration ahead() {
    return ahead;
  }

  /** What to add to this machine's clock. */
  Duration correction() {
    return followed;
  }
}
