package dev.holdfast.bootstrap.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/** Brings what libraries tell {@code java.util.logging} (the driver does) into our lines. */
final class JavaLogging extends Handler {
  private JavaLogging() {
    setLevel(Level.WARNING);
  }

  static void forward() {
    LogManager.getLogManager().reset();
    var root = java.util.logging.Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(new JavaLogging());
  }

  @Override
  public void publish(LogRecord entry) {
    if (!isLoggable(entry)) return;
    var name = entry.getLoggerName() == null ? "java" : entry.getLoggerName();
    LoggerFactory.getLogger(name).warn(entry.getMessage(), entry.getThrown());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
