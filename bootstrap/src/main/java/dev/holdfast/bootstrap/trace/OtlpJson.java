package dev.holdfast.bootstrap.trace;

import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * Spans as OTLP/HTTP has them in JSON (OTLP 1.x, "JSON Protobuf Encoding"): ids in hex, 64-bit
 * numbers as texts, enumerations as numbers.
 */
final class OtlpJson {
  private static final String SCOPE = "dev.holdfast";
  private static final int STATUS_ERROR = 2;

  private final Map<String, String> resource;

  /**
   * For spans of this process.
   *
   * @param resource what is said of the process itself
   */
  OtlpJson(Map<String, String> resource) {
    this.resource = Map.copyOf(resource);
  }

  /** The body of one request. */
  byte[] body(List<SpanData> spans) {
    var scope =
        new JsonObject()
            .put("scope", new JsonObject().put("name", SCOPE))
            .put("spans", spans.stream().map(OtlpJson::span).toList());
    var one =
        new JsonObject()
            .put("resource", new JsonObject().put("attributes", attributes(resource)))
            .put("scopeSpans", List.of(scope));
    return Json.write(new JsonObject().put("resourceSpans", List.of(one)));
  }

  private static JsonObject span(SpanData span) {
    var status = new JsonObject();
    if (span.failed()) status.put("code", STATUS_ERROR);
    return new JsonObject()
        .put("traceId", span.traceId())
        .put("spanId", span.spanId())
        .putIfPresent("parentSpanId", span.parentId())
        .put("name", span.name())
        .put("kind", span.kind().number())
        .put("startTimeUnixNano", Long.toString(span.begun()))
        .put("endTimeUnixNano", Long.toString(span.ended()))
        .put("attributes", attributes(span.attributes()))
        .put("status", status);
  }

  private static List<JsonObject> attributes(Map<String, ?> attributes) {
    return attributes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                new JsonObject().put("key", entry.getKey()).put("value", value(entry.getValue())))
        .toList();
  }

  private static JsonObject value(Object value) {
    return value instanceof Number number
        ? new JsonObject().put("intValue", Long.toString(number.longValue()))
        : new JsonObject().put("stringValue", value.toString());
  }
}
