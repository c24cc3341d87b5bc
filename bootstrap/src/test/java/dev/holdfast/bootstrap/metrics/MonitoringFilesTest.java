package dev.holdfast.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.log.EventName;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard and the alert rules ask for what there is. */
final class MonitoringFilesTest {
  /** As it is laid out: indented by four. */
  private static final Pattern PANEL = Pattern.compile("(?ms)^    \\{$.*?^    \\}");

  private static final Path FOLDER = Path.of("..", "docs", "monitoring");
  private static final Pattern CHOICE =
      Pattern.compile("(event|reason)=~?\\\\?\"([a-z0-9_|]+)\\\\?\"");

  @ParameterizedTest
  @ValueSource(strings = {"dashboard.json", "alerts.yaml"})
  void every_metric_that_is_asked_for_exists(String file) throws IOException {
    assertThat(MetricNames.in(Files.readString(FOLDER.resolve(file))))
        .hasSizeGreaterThan(5)
        .allSatisfy(name -> assertThat(MetricNames.of(name)).as(name).isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dashboard.json", "alerts.yaml"})
  void every_event_and_reason_that_is_asked_for_exists(String file) throws IOException {
    var known =
        Arrays.stream(Reason.values())
            .map(Reason::code)
            .collect(java.util.stream.Collectors.toSet());
    Arrays.stream(EventName.values()).map(EventName::code).forEach(known::add);
    CHOICE
        .matcher(Files.readString(FOLDER.resolve(file)))
        .results()
        .flatMap(found -> Arrays.stream(found.group(2).split("\\|")))
        .forEach(word -> assertThat(known).contains(word));
  }

  @Test
  void the_dashboard_is_json() throws IOException {
    // Panel by panel, and what is around them: the reader takes no text as long as the whole.
    var text = Files.readString(FOLDER.resolve("dashboard.json"));
    var panels = PANEL.matcher(text).results().map(MatchResult::group).toList();
    assertThat(panels).hasSizeGreaterThan(5).allSatisfy(MonitoringFilesTest::isObject);
    isObject(PANEL.matcher(text).replaceAll("0"));
  }

  private static void isObject(String json) {
    assertThat(Json.read(json.getBytes(StandardCharsets.UTF_8))).isInstanceOf(JsonValue.Obj.class);
  }

  @Test
  void each_alert_says_what_happens_and_where_to_read_on() throws IOException {
    var rules = Files.readString(FOLDER.resolve("alerts.yaml"));
    var alerts = rules.lines().filter(line -> line.contains("- alert:")).count();
    assertThat(alerts).isGreaterThan(5);
    for (var needed : new String[] {"expr:", "severity:", "summary:", "description:"}) {
      assertThat(rules.lines().filter(line -> line.strip().startsWith(needed)))
          .as(needed)
          .hasSize((int) alerts);
    }
  }
}
