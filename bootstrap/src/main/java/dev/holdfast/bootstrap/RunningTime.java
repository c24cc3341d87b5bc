package dev.holdfast.bootstrap;

import dev.holdfast.domain.platform.Uptime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Measures the time that this process ran, and notices when it was frozen (decisions "Freeze"): the
 * beat stopped although monotonic or wall time went on. Whoever asks first afterwards waits until
 * what a thaw calls for is done; so does everybody else.
 */
final class RunningTime implements Uptime, AutoCloseable {
  private static final Duration BEAT = Duration.ofMillis(500);
  private static final long GAP_NANOS = Duration.ofSeconds(3).toNanos();

  private final Uptime monotonic;
  private final InstantSource clock;
  private volatile Consumer<Duration> whenThawed = frozen -> {};
  private volatile long last;
  private volatile long lastMillis;
  private volatile long frozen;
  private volatile boolean closed;

  /** What a thaw calls for asks for the time as well. */
  private boolean thawing;

  /**
   * Does not beat yet.
   *
   * @param monotonic the machine's own
   */
  RunningTime(Uptime monotonic, InstantSource clock) {
    this.monotonic = monotonic;
    this.clock = clock;
    this.last = monotonic.nanos();
    this.lastMillis = clock.millis();
  }

  /** From now on somebody is told how long the process was frozen, before anybody goes on. */
  void whenThawed(Consumer<Duration> told) {
    whenThawed = told;
  }

  /** Beats on a thread of its own until it is closed. */
  RunningTime beating() {
    Thread.ofPlatform().daemon().name("heartbeat").start(this::beatOnAndOn);
    return this;
  }

  @Override
  public long nanos() {
    if (isGap()) thaw();
    return monotonic.nanos() - frozen;
  }

  /** The process runs. */
  void beat() {
    // Read first: a freeze between here and the end must not be lost.
    long now = monotonic.nanos();
    long millis = clock.millis();
    if (isGap()) {
      thaw();
    } else {
      last = now;
      lastMillis = millis;
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  /**
   * While a virtual machine is suspended its monotonic clock may stand still, and the other not.
   */
  private boolean isGap() {
    return monotonic.nanos() - last > GAP_NANOS || wallGap() > GAP_NANOS;
  }

  private long wallGap() {
    return TimeUnit.MILLISECONDS.toNanos(clock.millis() - lastMillis);
  }

  private synchronized void thaw() {
    if (thawing || !isGap()) return;
    long now = monotonic.nanos();
    long gap = now - last;
    var away = Duration.ofNanos(Math.max(gap, wallGap()));
    // Somebody may have been told of any moment up to the beat that did not come.
    frozen += Math.max(0, gap - BEAT.toNanos());
    thawing = true;
    try {
      whenThawed.accept(away);
    } finally {
      thawing = false;
      last = now;
      lastMillis = clock.millis();
    }
  }

  private void beatOnAndOn() {
    while (!closed) {
      beat();
      LockSupport.parkNanos(BEAT.toNanos());
    }
  }
}
