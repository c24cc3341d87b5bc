package dev.holdfast.bootstrap;

import dev.holdfast.postgres.Database;
import dev.holdfast.postgres.Start;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to reach a database that was away at the start, ever more slowly, until it answers. Nothing
 * exits after that moment: what is wrong is told, and the next try may find it mended.
 */
final class Reconnecting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.start");
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** The pause is this part of the time that was waited already. */
  private static final int PART = 20;

  private final Database database;
  private final Runnable whenReady;
  private final Thread thread;

  Reconnecting(Database database, Runnable whenReady) {
    this.database = database;
    this.whenReady = whenReady;
    this.thread = Thread.ofPlatform().daemon().name("reconnect").unstarted(this::tryUntilReady);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void tryUntilReady() {
    long begun = System.nanoTime();
    var told = "";
    try {
      while (true) {
        Thread.sleep(pauseAfter(Duration.ofNanos(System.nanoTime() - begun)));
        var why =
            switch (database.connect()) {
              case Start.Ready(var report) -> {
                StartLines.database(report);
                whenReady.run();
                LOG.info("the database answers: requests are served");
                yield null;
              }
              case Start.Waiting(var reason) -> reason;
              case Start.Wrong(var message, var mend) -> message + " " + mend;
            };
        if (why == null) return;
        if (!why.equals(told)) LOG.warn("the database cannot be used yet: {}", why);
        told = why;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration pauseAfter(Duration waited) {
    var part = waited.dividedBy(PART);
    if (part.compareTo(SHORTEST_PAUSE) < 0) return SHORTEST_PAUSE;
    return part.compareTo(LONGEST_PAUSE) < 0 ? part : LONGEST_PAUSE;
  }
}
