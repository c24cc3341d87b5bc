package dev.holdfast.bootstrap.doctor;

import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonValue;
import dev.holdfast.http.json.MalformedJson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came back.
 *
 * @param asked when the request went out
 * @param took until the answer was there
 */
record Answer(HttpResponse<String> response, Instant asked, Duration took) {
  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  List<String> headers(String name) {
    return response.headers().allValues(name);
  }

  /** The body, where it is one object of JSON. */
  Optional<JsonValue.Obj> object() {
    try {
      return Json.read(body().getBytes(StandardCharsets.UTF_8)) instanceof JsonValue.Obj object
          ? Optional.of(object)
          : Optional.empty();
    } catch (MalformedJson other) {
      return Optional.empty();
    }
  }

  /** For a finding: the status, the reason if one is told, and what kind of body it is. */
  String inWords() {
    var reason = header("x-auth-reason").map(code -> ", reason " + code).orElse("");
    var code = object().flatMap(object -> object.member("code")).map(Answer::text).orElse("");
    return status() + (code.isEmpty() ? "" : " " + code) + reason;
  }

  static String text(JsonValue value) {
    return value instanceof JsonValue.Text(var text) ? text : "";
  }
}
