package dev.holdfast.domain.platform;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * By when the request that this thread works on must be answered. It is handed down without being
 * passed on: whoever is about to wait asks what is left (decisions "Deadlines", faults rule 2).
 */
public final class Deadline {
  private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

  private final Uptime uptime;
  private final long end;

  private Deadline(Uptime uptime, long end) {
    this.uptime = uptime;
    this.end = end;
  }

  /** As {@link #within}, for work without a result. */
  public static void run(Duration budget, Uptime uptime, Runnable work) {
    ScopedValue.where(CURRENT, after(budget, uptime)).run(work);
  }

  /** Does work that must end within this time; inside other work, not later than that either. */
  public static <T> T within(Duration budget, Uptime uptime, Supplier<T> work) {
    return ScopedValue.where(CURRENT, after(budget, uptime)).call(work::get);
  }

  private static Deadline after(Duration budget, Uptime uptime) {
    return new Deadline(uptime, uptime.nanos() + left(budget).toNanos());
  }

  /**
   * How long this thread may wait for one thing.
   *
   * @param atMost what that thing may take, however much is left for the whole
   * @return zero if the time is over
   */
  public static Duration left(Duration atMost) {
    if (!CURRENT.isBound()) return atMost;
    var deadline = CURRENT.get();
    var left = Duration.ofNanos(Math.max(0, deadline.end - deadline.uptime.nanos()));
    return left.compareTo(atMost) < 0 ? left : atMost;
  }
}
