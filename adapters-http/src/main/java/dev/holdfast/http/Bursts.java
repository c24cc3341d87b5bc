package dev.holdfast.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides which fault of a burst is told: the first, and then one every ten seconds with the number
 * of those in between (checklist 16.6). An outage under load is a few lines; each request still has
 * its own line with its reason.
 */
final class Bursts {
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int MOST_KINDS = 200;

  private record Burst(Instant told, long untold) {}

  private final InstantSource clock;
  private final Map<String, Burst> bursts = new HashMap<>();

  Bursts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A fault happened; empty if it needs no line of its own, else how many had none since the last.
   *
   * @param kind from code, never from input: there are few
   */
  synchronized OptionalLong happened(String kind) {
    var now = clock.instant();
    @Nullable Burst burst = bursts.get(kind);
    if (burst != null && isRunning(burst, now)) {
      bursts.put(kind, new Burst(burst.told(), burst.untold() + 1));
      return OptionalLong.empty();
    }
    if (burst == null && bursts.size() >= MOST_KINDS) return OptionalLong.empty();
    bursts.put(kind, new Burst(now, 0));
    return OptionalLong.of(burst == null ? 0 : burst.untold());
  }

  /** A clock that was set back ends a burst, or nothing would be told until it had caught up. */
  private static boolean isRunning(Burst burst, Instant now) {
    return !now.isBefore(burst.told()) && now.isBefore(burst.told().plus(WINDOW));
  }
}
