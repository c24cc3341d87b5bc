package dev.holdfast.http.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a caller sent, as JSON knows it. Nothing is converted: {@code "false"} is a text. */
public sealed interface JsonValue {
  /** The name that validation messages use. */
  String kind();

  /** Whether JavaScript takes it for true. */
  boolean truthy();

  record Text(String value) implements JsonValue {
    @Override
    public String kind() {
      return "string";
    }

    @Override
    public boolean truthy() {
      return !value.isEmpty();
    }

    @Override
    public String toString() {
      return "Text[hidden]"; // may be a password
    }
  }

  /** As it was written; at most 40 characters. */
  record Num(String digits) implements JsonValue {
    @Override
    public String kind() {
      return "number";
    }

    @Override
    public boolean truthy() {
      return digits.chars().takeWhile(c -> c != 'e' && c != 'E').anyMatch(c -> c > '0' && c <= '9');
    }
  }

  record Bool(boolean value) implements JsonValue {
    @Override
    public String kind() {
      return "boolean";
    }

    @Override
    public boolean truthy() {
      return value;
    }
  }

  record Null() implements JsonValue {
    @Override
    public String kind() {
      return "null";
    }

    @Override
    public boolean truthy() {
      return false;
    }
  }

  record Array(List<JsonValue> items) implements JsonValue {
    public Array {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "array";
    }

    @Override
    public boolean truthy() {
      return true;
    }
  }

  /** Members in the order in which they came. */
  record Obj(Map<String, JsonValue> members) implements JsonValue {
    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public Optional<JsonValue> member(String name) {
      @Nullable JsonValue value = members.get(name);
      return Optional.ofNullable(value);
    }

    @Override
    public String kind() {
      return "object";
    }

    @Override
    public boolean truthy() {
      return true;
    }
  }
}
