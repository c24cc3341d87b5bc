package dev.holdfast.http.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object to be written: members in the order in which they were put. */
public final class JsonObject {
  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

  /** A {@code null} is written as {@code null}. */
  public JsonObject put(String name, @Nullable Object value) {
    members.put(name, value);
    return this;
  }

  /** A {@code null} leaves the member out, as JavaScript does with {@code undefined}. */
  public JsonObject putIfPresent(String name, @Nullable Object value) {
    if (value != null) members.put(name, value);
    return this;
  }

  Map<String, @Nullable Object> members() {
    return Collections.unmodifiableMap(members);
  }
}
