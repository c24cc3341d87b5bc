package dev.holdfast.http;

import dev.holdfast.http.json.Form;
import dev.holdfast.http.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads queries as the reference does: a name that stands twice becomes an array (protocol README
 * §1). What cannot be decoded is left out, as if it were not there.
 */
final class QueryString {
  private QueryString() {}

  static JsonValue.Obj parse(String query) {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      var name = Form.decode(equals < 0 ? pair : pair.substring(0, equals)).orElse("");
      var value = Form.decode(equals < 0 ? "" : pair.substring(equals + 1)).orElse(null);
      if (name.isEmpty() || value == null) continue;
      values.merge(name, new JsonValue.Text(value), QueryString::both);
    }
    return new JsonValue.Obj(values);
  }

  private static JsonValue both(JsonValue before, JsonValue next) {
    if (!(before instanceof JsonValue.Array(List<JsonValue> items))) {
      return new JsonValue.Array(List.of(before, next));
    }
    return new JsonValue.Array(Stream.concat(items.stream(), Stream.of(next)).toList());
  }
}
