package dev.holdfast.bootstrap.faults.rig;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does: looks every 20 ms. */
public final class Eventually {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  /**
   * How long it took.
   *
   * @param what the condition in words, and what to show when it does not come
   */
  public static Duration happens(Supplier<String> what, Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      var spent = Duration.ofNanos(System.nanoTime() - start);
      if (spent.compareTo(limit) > 0) {
        throw new AssertionError("not within %s: %s".formatted(limit, what.get()));
      }
      Pace.pass(PAUSE);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
