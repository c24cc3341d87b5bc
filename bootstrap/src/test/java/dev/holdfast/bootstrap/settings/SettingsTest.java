package dev.holdfast.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  @Test
  void every_row_that_is_declared_stands_in_the_table() {
    var declared =
        Arrays.stream(Settings.class.getDeclaredFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .filter(field -> field.getType() == Setting.class)
            .count();
    assertThat(Settings.ALL).hasSize((int) declared).doesNotHaveDuplicates();
  }

  @Test
  void no_name_stands_twice() {
    assertThat(Settings.ALL.stream().flatMap(row -> row.names().stream())).doesNotHaveDuplicates();
  }

  @Test
  void every_default_is_a_value_that_is_accepted() {
    for (var row : Settings.ALL) {
      var fallback = row.fallback();
      if (fallback == null) continue;
      assertThat(row.form().read(fallback)).as(row.name()).isNotNull();
      assertThat(Settings.asksForWhatIsMissing(row, fallback)).as(row.name()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"90s,90", "15m,900", "1h30m,5400", "7d,604800", "1d12h,129600", "0,0", "0s,0"})
  void durations_are_read_as_people_write_them(String text, long seconds) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "7 d", "-1d", "d", "1m1h", "1.5h", "9999999d", "P1D"})
  void anything_else_is_no_duration(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com",
        "http://localhost:5173",
        "http://[::1]:3000",
        "https://*.example.com",
        "https://app?.example.com",
        "*.example.com",
        "192.168.*.*",
        "localhost:*",
        "myapp://",
        "myapp://callback/*",
        "exp://192.168.1.2:8081"
      })
  void patterns_of_origins_are_taken_in_every_form_that_can_match(String pattern) {
    assertThat(Forms.origins(" " + pattern + ", ")).containsExactly(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not an origin",
        "example.com",
        "https://app.example.com/",
        "https://app.example.com/path",
        "https://",
        "https://ada@example.com",
        "https://app.example.com:",
        "//app.example.com",
        "/relative"
      })
  void one_that_no_origin_could_match_is_a_mistake(String pattern) {
    assertThatThrownBy(() -> Forms.origins("https://good.example.com," + pattern))
        .isInstanceOfSatisfying(
            Malformed.class, wrong -> assertThat(wrong.what()).contains("number 2"));
  }
}
