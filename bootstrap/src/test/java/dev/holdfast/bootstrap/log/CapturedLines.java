package dev.holdfast.bootstrap.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The lines of one logger while a test runs. */
final class CapturedLines implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  CapturedLines(String name) {
    logger = (Logger) LoggerFactory.getLogger(name);
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    appender.start();
    logger.addAppender(appender);
  }

  List<ILoggingEvent> events() {
    return appender.list;
  }

  /** Message and fields, as text. */
  List<String> texts() {
    return appender.list.stream()
        .map(event -> event.getLevel() + " " + event.getMessage() + " " + event.getKeyValuePairs())
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
