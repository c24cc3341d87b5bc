package dev.holdfast.bootstrap.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a fault with its cause once per burst, then only how often it came (checklist 16.6): an
 * outage under load is a few lines, not one stack trace for each request.
 */
public final class Bursts {
  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.fault");
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int MOST_KINDS = 200;

  private record Burst(Instant since, long suppressed) {}

  private final Map<String, Burst> bursts = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public Bursts(InstantSource clock) {
    this.clock = clock;
  }

  /** A fault of this kind; kinds are few and come from code, not from input. */
  public void fault(String kind, String message, Throwable cause) {
    var now = clock.instant();
    if (bursts.size() >= MOST_KINDS && !bursts.containsKey(kind)) return;
    var before = bursts.get(kind);
    boolean fresh = before == null || !now.isBefore(before.since().plus(WINDOW));
    if (!fresh) {
      bursts.computeIfPresent(kind, (same, old) -> new Burst(old.since(), old.suppressed() + 1));
      return;
    }
    var next = new Burst(now, 0);
    // Whoever replaces the old burst tells; the others of this moment only count.
    boolean first =
        before == null
            ? bursts.putIfAbsent(kind, next) == null
            : bursts.replace(kind, before, next);
    if (!first) {
      bursts.computeIfPresent(kind, (same, old) -> new Burst(old.since(), old.suppressed() + 1));
      return;
    }
    var line = LOG.atError().addKeyValue("fault", kind);
    if (before != null && before.suppressed() > 0) {
      line = line.addKeyValue("suppressed", before.suppressed());
    }
    line.setCause(cause).log(message);
  }
}
