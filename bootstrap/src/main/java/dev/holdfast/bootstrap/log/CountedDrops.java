package dev.holdfast.bootstrap.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.holdfast.domain.platform.Counters;

/**
 * Hands events to a thread of its own and never makes a request wait for the terminal or a pipe:
 * where the queue is full, lines are dropped and counted.
 */
final class CountedDrops extends AsyncAppender {
  static final int QUEUE = 8192;

  private final Counters counters;

  CountedDrops(Counters counters) {
    this.counters = counters;
    setQueueSize(QUEUE);
    setNeverBlock(true);
    setDiscardingThreshold(0);
    setMaxFlushTime(1000);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (getRemainingCapacity() == 0) counters.add("log_lines_dropped", event.getLevel().levelStr);
    super.append(event);
  }
}
