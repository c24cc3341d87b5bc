package dev.holdfast.bootstrap;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Times the steps of the start, and says each in one line. */
final class Phases {
  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.start");

  private long begun = System.nanoTime();

  /** Says that a phase is over, and how long it took. */
  void done(String phase) {
    long now = System.nanoTime();
    LOG.atInfo()
        .addKeyValue("phase", phase)
        .addKeyValue("duration_ms", TimeUnit.NANOSECONDS.toMicros(now - begun) / 1000.0)
        .log("start: " + phase);
    begun = now;
  }

  <T> T timed(String phase, Supplier<T> work) {
    var result = work.get();
    done(phase);
    return result;
  }
}
