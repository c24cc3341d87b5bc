package dev.holdfast.bootstrap;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What has to be closed, in the opposite order of its opening; each once, whatever fails. */
final class Closing implements AutoCloseable {
  private final Deque<Runnable> steps = new ArrayDeque<>();

  synchronized void then(Runnable step) {
    steps.push(step);
  }

  @Override
  public void close() {
    for (var step = next(); step != null; step = next()) {
      try {
        step.run();
      } catch (RuntimeException failed) {
        LoggerFactory.getLogger(Closing.class)
            .atWarn()
            .setCause(failed)
            .log("something could not be closed");
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    return steps.poll();
  }
}
