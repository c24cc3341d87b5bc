package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.log.OneLine;
import dev.holdfast.domain.audit.AuditRow;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit as people and programs are shown it: one line that nothing in it can break.
 */
final class AuditView {
  private AuditView() {}

  static JsonObject json(AuditRow row) {
    return new JsonObject()
        .put("id", row.id())
        .put("at", row.at())
        .put("kind", row.kind())
        .put("actor", row.actor())
        .putIfPresent("user", row.user())
        .putIfPresent("session", row.session())
        .putIfPresent("email", row.email())
        .putIfPresent("request", row.request())
        .putIfPresent("address", row.address())
        .putIfPresent("userAgent", row.userAgent())
        .putIfPresent("reason", row.reason())
        .putIfPresent("detail", row.detail())
        .putIfPresent("instance", row.instance())
        .putIfPresent("marker", row.marker())
        .putIfPresent("batch", row.batch());
  }

  /** JSON in one line. What could deceive a terminal stands in texts alone, so escapes are JSON. */
  static String line(JsonObject object) {
    return OneLine.of(new String(Json.write(object), StandardCharsets.UTF_8));
  }

  static String text(AuditRow row) {
    var line = new StringBuilder(Json.time(row.at())).append("  ").append(row.kind());
    add(line, "reason", row.reason());
    add(line, "user", row.user());
    add(line, "email", row.email());
    add(line, "session", row.session());
    add(line, "detail", row.detail());
    add(line, "actor", row.actor().equals("caller") ? null : row.actor());
    add(line, "request", row.request());
    add(line, "address", row.address());
    add(line, "instance", row.instance());
    add(line, "marker", row.marker());
    add(line, "agent", row.userAgent());
    return OneLine.of(line.toString());
  }

  private static void add(StringBuilder line, String name, @Nullable String value) {
    if (value == null) return;
    boolean plain = value.matches("[A-Za-z0-9._:@*+-]+");
    line.append("  ").append(name).append('=');
    line.append(plain ? value : '"' + value.replace("\"", "\\\"") + '"');
  }
}
