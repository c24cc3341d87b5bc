package dev.holdfast.bootstrap.faults.rig;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Time that must really pass. Faults are made of it, so this suite waits by the clock; everything
 * that waits does so here or in {@link Eventually}.
 */
public final class Pace {
  private Pace() {}

  /** Returns when this much time has gone by; earlier only if the thread is interrupted. */
  public static void pass(Duration time) {
    until(System.nanoTime() + time.toNanos());
  }

  /** Returns when {@link System#nanoTime()} has reached this, or the thread is interrupted. */
  public static void until(long nanoTime) {
    for (long left = nanoTime - System.nanoTime();
        left > 0 && !Thread.currentThread().isInterrupted();
        left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
