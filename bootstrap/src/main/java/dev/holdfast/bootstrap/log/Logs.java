package dev.holdfast.bootstrap.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.holdfast.bootstrap.settings.Choices.LogFormat;
import dev.holdfast.bootstrap.settings.Configuration.Logging;
import dev.holdfast.domain.platform.Counters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.logstash.logback.decorate.json.CharacterEscapesDecorator;
import net.logstash.logback.decorate.json.JsonWriteFeatureDecorator;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the logging up: one event is one line on standard output (checklist 16.3). */
public final class Logs {
  /** Libraries that tell at INFO what nobody asked. Their faults still show. */
  private static final List<String> NOISY =
      List.of("org.eclipse.jetty", "io.javalin", "org.postgresql");

  /** Warns with a trace for each connection that is lost; we tell the cause once (16.6). */
  private static final String POOL = "com.zaxxer.hikari";

  private Logs() {}

  /** May be called again; what was set up before is replaced. */
  public static void configure(Logging logging, Counters counters) {
    configure(logging, counters, "System.out");
  }

  /** For commands that end by themselves: standard output is for what they were asked for. */
  public static void configureBesideOutput(Logging logging, Counters counters) {
    configure(logging, counters, "System.err");
  }

  private static void configure(Logging logging, Counters counters, String target) {
    var context = context();
    context.reset();
    // Pattern and packaging look-ups cost time and invite tricks; no line needs them (15.5).
    context.setPackagingDataEnabled(false);

    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setTarget(target);
    console.setEncoder(encoder(logging.format(), context));
    console.start();

    var queue = new CountedDrops(counters);
    queue.setContext(context);
    queue.addAppender(console);
    queue.start();

    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.valueOf(logging.level().name()));
    root.addAppender(queue);
    NOISY.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    context.getLogger(POOL).setLevel(Level.ERROR);
    JavaLogging.forward();
  }

  /** Nothing is logged: a command's answer is all that it says. */
  public static void quiet() {
    var context = context();
    context.reset();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    JavaLogging.forward();
  }

  /** Writes what is still queued. */
  public static void flush() {
    context().stop();
  }

  static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
    var encoder = format == LogFormat.JSON ? json() : text();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  /** All that is not plain ASCII is written as escapes: nothing can break or turn a line. */
  private static Encoder<ILoggingEvent> json() {
    var encoder = new LogstashEncoder();
    encoder.setTimeZone("UTC");
    encoder.setVersion(null);
    encoder.setIncludeContext(false);
    var ascii = new JsonWriteFeatureDecorator();
    ascii.addEnable("ESCAPE_NON_ASCII");
    encoder.addDecorator(ascii);
    var delete = new CharacterEscapesDecorator();
    delete.addEscape(new CharacterEscapesDecorator.Escape(0x7f, "\\u007f"));
    encoder.addDecorator(delete);
    return encoder;
  }

  private static Encoder<ILoggingEvent> text() {
    var layout = new TextLine();
    layout.start();
    var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
    encoder.setLayout(layout);
    encoder.setCharset(StandardCharsets.UTF_8);
    return encoder;
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }
}
