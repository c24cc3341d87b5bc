package dev.holdfast.http.json;

import dev.holdfast.domain.account.EmailAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a body or query has to look like. The texts of its issues are the reference's validator's,
 * character by character, and come in the order in which the fields are declared (protocol README
 * §5). Unknown members are no issue, and nobody reads them.
 *
 * @param optional whether there may be no body at all
 * @param alsoRecord the reference checks this body twice, so that one that is no object has two
 *     issues ({@code /sign-up/email})
 */
public record Schema(List<Field> fields, boolean optional, boolean alsoRecord) {
  /** What a member has to be. */
  public enum Rule {
    TEXT("string"),
    NON_EMPTY_TEXT("string"),
    EMAIL("string"),
    BOOLEAN("boolean");

    private final String kind;

    Rule(String kind) {
      this.kind = kind;
    }
  }

  /** One member. */
  public record Field(String name, Rule rule, boolean required) {}

  public Schema {
    fields = List.copyOf(fields);
  }

  public static Schema of(Field... fields) {
    return new Schema(List.of(fields), false, false);
  }

  public static Field required(String name, Rule rule) {
    return new Field(name, rule, true);
  }

  public static Field optional(String name, Rule rule) {
    return new Field(name, rule, false);
  }

  /** The same, but there may be no body at all. */
  public Schema orNone() {
    return new Schema(fields, true, alsoRecord);
  }

  /** The same, with the reference's second look. */
  public Schema andRecord() {
    return new Schema(fields, optional, true);
  }

  /**
   * What is wrong, as it goes on the wire; empty if nothing is.
   *
   * @param location {@code body} or {@code query}
   * @param value null if there is none
   */
  public Optional<String> complaint(String location, @Nullable JsonValue value) {
    var issues = issues(location, value);
    return issues.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", issues));
  }

  private List<String> issues(String location, @Nullable JsonValue value) {
    if (value == null && optional) return List.of();
    List<String> issues = new ArrayList<>();
    if (value instanceof JsonValue.Obj object) {
      for (Field field : fields) {
        issue(field, object)
            .ifPresent(text -> issues.add("[" + location + "." + field.name() + "] " + text));
      }
    } else {
      issues.add("[" + location + "] " + mismatch("object", value));
      if (alsoRecord) issues.add("[" + location + "] " + mismatch("record", value));
    }
    return issues;
  }

  private static Optional<String> issue(Field field, JsonValue.Obj object) {
    @Nullable JsonValue value = object.member(field.name()).orElse(null);
    if (value == null && !field.required()) return Optional.empty();
    if (value == null || !value.kind().equals(field.rule().kind)) {
      return Optional.of(mismatch(field.rule().kind, value));
    }
    return switch (field.rule()) {
      case EMAIL ->
          value instanceof JsonValue.Text text && EmailAddress.isAddress(text.value())
              ? Optional.empty()
              : Optional.of("Invalid email address");
      case NON_EMPTY_TEXT ->
          value.truthy()
              ? Optional.empty()
              : Optional.of("Too small: expected string to have >=1 characters");
      case TEXT, BOOLEAN -> Optional.empty();
    };
  }

  private static String mismatch(String expected, @Nullable JsonValue value) {
    var received = value == null ? "undefined" : value.kind();
    return "Invalid input: expected " + expected + ", received " + received;
  }
}
