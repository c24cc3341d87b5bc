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
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

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
    var pause = FIRST_PAUSE;
    var told = "";
    try {
      while (true) {
        Thread.sleep(pause);
        pause = pause.multipliedBy(2);
        if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
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
}
