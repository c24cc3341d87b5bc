package dev.holdfast.http.json;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request after it was read and held against its schema: asking for a declared member
 * cannot fail any more.
 *
 * @param value null if the request had none
 */
public record Body(@Nullable JsonValue value) {
  public static final Body NONE = new Body(null);

  /** The text of a member; empty if it is absent. */
  public Optional<String> text(String name) {
    return member(name)
        .flatMap(
            value ->
                value instanceof JsonValue.Text text
                    ? Optional.of(text.value())
                    : Optional.empty());
  }

  /**
   * The text of a member that the schema requires.
   *
   * @throws IllegalStateException if the schema did not require it
   */
  public String requiredText(String name) {
    return text(name).orElseThrow(() -> new IllegalStateException("no schema requires " + name));
  }

  /** The boolean of a member, or the fallback if it is absent. */
  public boolean flag(String name, boolean fallback) {
    return member(name).orElse(null) instanceof JsonValue.Bool(boolean value) ? value : fallback;
  }

  public Optional<JsonValue> member(String name) {
    return value instanceof JsonValue.Obj object ? object.member(name) : Optional.empty();
  }
}
