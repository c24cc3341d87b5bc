package dev.holdfast.bootstrap.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One event on one line for a person in front of a terminal. */
final class TextLine extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final int FRAMES = 12;

  @Override
  public String doLayout(ILoggingEvent event) {
    var line = new StringBuilder();
    line.append(TIME.format(event.getInstant()))
        .append(' ')
        .append("%-5s".formatted(event.getLevel()))
        .append(' ')
        .append(OneLine.of(String.valueOf(event.getFormattedMessage())));
    var pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> append(line, pair.key, pair.value));
    }
    event.getMDCPropertyMap().forEach((key, value) -> append(line, key, value));
    appendCause(line, event.getThrowableProxy());
    return line.append('\n').toString();
  }

  private static void append(StringBuilder line, String key, Object value) {
    line.append(' ').append(key).append('=').append(OneLine.of(String.valueOf(value)));
  }

  private static void appendCause(StringBuilder line, IThrowableProxy thrown) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      line.append(" | ").append(cause.getClassName());
      line.append(": ").append(OneLine.of(String.valueOf(cause.getMessage())));
      var frames = cause.getStackTraceElementProxyArray();
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        line.append(" < ").append(frames[i].getStackTraceElement());
      }
    }
  }
}
