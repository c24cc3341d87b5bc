package dev.holdfast.bootstrap.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.holdfast.bootstrap.settings.Choices.LogFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.KeyValuePair;

final class LogLineTest {
  private static final String FORGED =
      "a\r\n{\"level\":\"info\"}\u001b[31m\u2028\u2029\u0085\u202e\u2066\u200b\u007f ${jndi:x} %m";

  private final LoggerContext context = new LoggerContext();

  @ParameterizedTest
  @EnumSource(LogFormat.class)
  void checklist_16_3_one_event_is_one_line_whatever_is_in_it(LogFormat format) {
    var line = line(format);
    assertThat(line.chars().filter(unit -> unit == '\n')).hasSize(1);
    assertThat(line).endsWith("\n");
    assertThat(line.substring(0, line.length() - 1))
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]")
        .contains("${jndi:x} %m");
  }

  @ParameterizedTest
  @EnumSource(LogFormat.class)
  void a_line_carries_fields_context_and_cause(LogFormat format) {
    assertThat(line(format))
        .contains("session", "s1", "requestId", "r1", "IllegalStateException", "the cause");
  }

  private String line(LogFormat format) {
    var logger = context.getLogger("test");
    var thrown = new IllegalStateException("the cause" + FORGED);
    var event = new LoggingEvent("test", logger, Level.INFO, FORGED, thrown, null);
    event.setMDCPropertyMap(Map.of("requestId", "r1" + FORGED));
    event.setKeyValuePairs(List.of(new KeyValuePair("session", "s1" + FORGED)));
    return new String(Logs.encoder(format, context).encode(event), StandardCharsets.UTF_8);
  }
}
