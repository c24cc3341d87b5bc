package dev.holdfast.bootstrap;

import dev.holdfast.application.token.FetchedKeys;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for an issuer's keys that could not be had at the start, until they come: without them
 * nobody is sent here, so that no request would ever ask. Afterwards requests keep them fresh.
 */
final class AwaitedKeys implements AutoCloseable {
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final FetchedKeys keys;
  private final Thread thread;
  private volatile boolean closed;

  AwaitedKeys(FetchedKeys keys) {
    this.keys = keys;
    this.thread = Thread.ofVirtual().name("awaited-keys").unstarted(this::askUntilTheyCome);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void askUntilTheyCome() {
    var pause = SHORTEST_PAUSE;
    while (!closed && keys.status().keys().isEmpty()) {
      LockSupport.parkNanos(pause.toNanos());
      var longer = pause.plus(SHORTEST_PAUSE);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }
}
