package dev.holdfast.bootstrap.explain;

import dev.holdfast.bootstrap.report.Findings;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonValue;
import dev.holdfast.http.json.MalformedJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the log says of one request, with what its reasons mean. */
public final class RequestStory {
  private static final String REQUEST_ID = "requestId";
  private static final Set<String> PLACES = Set.of("@timestamp", "level", "message", REQUEST_ID);
  private static final Set<String> NOISE = Set.of("logger_name", "thread_name", "level_value");

  private final String id;
  private final Findings findings;
  private final Set<Reason> reasons = new LinkedHashSet<>();
  private int found;

  public RequestStory(String id, Findings findings) {
    this.id = id;
    this.findings = findings;
  }

  /** Reads all lines of a log, JSON or text, and keeps those of the request. */
  public void read(BufferedReader log) throws IOException {
    for (var line = log.readLine(); line != null; line = log.readLine()) {
      if (line.contains(id)) take(line);
    }
    if (found == 0) {
      findings.fail(
          "log",
          "no line names this request",
          "give the log of the instance that answered (all instances', if there are several)");
    }
    for (var reason : reasons) {
      findings.fail(reason.code(), reason.meaning(), Mending.of(reason));
    }
  }

  private void take(String line) {
    var members = json(line);
    if (members.isEmpty()) {
      found++;
      findings.ok("line", line);
      Arrays.stream(Reason.values())
          .filter(reason -> line.matches(".*\\breason=" + reason.code() + "\\b.*"))
          .forEach(reasons::add);
      return;
    }
    var object = members.get();
    if (!text(object, REQUEST_ID).equals(id)) return;
    found++;
    var rest = new StringBuilder(text(object, "message"));
    for (var member : object.members().entrySet()) {
      if (PLACES.contains(member.getKey()) || NOISE.contains(member.getKey())) continue;
      rest.append(' ').append(member.getKey()).append('=').append(shown(member.getValue()));
    }
    findings.ok(text(object, "@timestamp"), rest.toString());
    var code = text(object, "reason");
    Arrays.stream(Reason.values())
        .filter(reason -> reason.code().equals(code))
        .forEach(reasons::add);
  }

  private static Optional<JsonValue.Obj> json(String line) {
    if (!line.startsWith("{")) return Optional.empty();
    try {
      return Json.read(line.getBytes(StandardCharsets.UTF_8)) instanceof JsonValue.Obj object
          ? Optional.of(object)
          : Optional.empty();
    } catch (MalformedJson cut) {
      return Optional.empty();
    }
  }

  private static String text(JsonValue.Obj object, String name) {
    return object.member(name).map(RequestStory::shown).orElse("");
  }

  private static String shown(JsonValue value) {
    return switch (value) {
      case JsonValue.Text(var text) -> text;
      case JsonValue.Num(var digits) -> digits;
      case JsonValue.Bool(var bool) -> Boolean.toString(bool);
      case JsonValue.Null() -> "null";
      case JsonValue.Array(var items) -> list(items);
      case JsonValue.Obj(var members) -> members.keySet().toString();
    };
  }

  private static String list(List<JsonValue> items) {
    return String.join(",", items.stream().map(RequestStory::shown).toList());
  }
}
