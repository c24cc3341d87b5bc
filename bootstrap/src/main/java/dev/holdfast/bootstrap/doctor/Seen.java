package dev.holdfast.bootstrap.doctor;

import dev.holdfast.http.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the server told of a request and of itself. */
record Seen(JsonValue.Obj answer) {
  String peer() {
    return text(answer, "peer");
  }

  /** Empty if the server does not know it. */
  String client() {
    return text(answer, "client");
  }

  Map<String, String> headers() {
    var all = new TreeMap<String, String>();
    if (answer.member("headers").orElse(null) instanceof JsonValue.Obj headers) {
      headers.members().forEach((name, value) -> all.put(name, Answer.text(value)));
    }
    return all;
  }

  /** One of the server's own values. */
  String server(String name) {
    return text(facts(), name);
  }

  List<String> serverList(String name) {
    return facts().member(name).orElse(null) instanceof JsonValue.Array(var items)
        ? items.stream().map(Answer::text).toList()
        : List.of();
  }

  List<JsonValue.Obj> disagreements() {
    return facts().member("disagreements").orElse(null) instanceof JsonValue.Array(var items)
        ? items.stream()
            .filter(JsonValue.Obj.class::isInstance)
            .map(JsonValue.Obj.class::cast)
            .toList()
        : List.of();
  }

  static String text(JsonValue.Obj object, String name) {
    return object.member(name).map(Answer::text).orElse("");
  }

  private JsonValue.Obj facts() {
    return answer.member("server").orElse(null) instanceof JsonValue.Obj facts
        ? facts
        : new JsonValue.Obj(Map.of());
  }
}
