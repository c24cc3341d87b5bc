package dev.holdfast.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  private record View(String name, Instant at, List<Integer> numbers) {}

  @Test
  void writes_what_javascript_would() {
    var view = new View("\u00e9/\"\n", Instant.parse("2026-11-24T04:03:03.035678Z"), List.of(1, 2));
    var object = new JsonObject().put("view", view).put("none", null).putIfPresent("left", null);
    assertThat(text(object))
        .isEqualTo(
            "{\"view\":{\"name\":\"\u00e9/\\\"\\n\",\"at\":\"2026-11-24T04:03:03.035Z\","
                + "\"numbers\":[1,2]},\"none\":null}");
  }

  @Test
  void times_have_three_digits_also_when_they_are_zero() {
    assertThat(Json.time(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
  }

  @Test
  void reads_thirty_two_levels_and_no_more() {
    assertThat(read("[".repeat(32) + "]".repeat(32)).kind()).isEqualTo("array");
    assertThatThrownBy(() -> read("[".repeat(33) + "]".repeat(33)))
        .isInstanceOf(MalformedJson.class);
  }

  @Test
  void only_a_picture_may_be_longer_than_sixteen_kibibytes() {
    var picture = "x".repeat(40_000);
    assertThat(read("{\"image\":\"" + picture + "\"}").kind()).isEqualTo("object");
    assertThatThrownBy(() -> read("{\"name\":\"" + picture + "\"}"))
        .isInstanceOf(MalformedJson.class);
  }

  @Test
  void a_pair_of_surrogates_is_a_character_and_half_of_one_is_not() {
    assertThat(read("\"\\ud83d\\ude00\"")).isEqualTo(new JsonValue.Text("\ud83d\ude00"));
    assertThatThrownBy(() -> read("\"\\ude00\\ud83d\"")).isInstanceOf(MalformedJson.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "0.0", "0e9", "\"\"", "false", "null"})
  void knows_what_javascript_takes_for_false(String json) {
    assertThat(read(json).truthy()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-0.5", "\"0\"", "true", "[]", "{}"})
  void knows_what_javascript_takes_for_true(String json) {
    assertThat(read(json).truthy()).isTrue();
  }

  private static JsonValue read(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Object value) {
    return new String(Json.write(value), StandardCharsets.UTF_8);
  }
}
