package dev.holdfast.http.cookie;

import dev.holdfast.http.json.Form;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The cookies of a request, read as the reference reads them: of a name that stands twice the first
 * counts, quotes are taken off, escapes undone where they can be (protocol sessions-and-cookies
 * §2). Never prints its values.
 */
final class CookieHeader {
  private final Map<String, String> values;

  private CookieHeader(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @param fields all {@code Cookie} fields of the request
   */
  static CookieHeader parse(List<String> fields) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String field : fields) {
      for (String pair : field.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 0) continue;
        values.putIfAbsent(
            pair.substring(0, equals).strip(), decode(unquote(pair.substring(equals + 1).strip())));
      }
    }
    return new CookieHeader(values);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  private static String unquote(String value) {
    return value.startsWith("\"") && value.length() >= 2
        ? value.substring(1, value.length() - 1)
        : value;
  }

  /** What cannot be decoded stays as it came. A plus is a plus here, unlike in forms. */
  static String decode(String value) {
    if (value.indexOf('%') < 0) return value;
    return Form.decode(value.replace("+", "%2B")).orElse(value);
  }

  @Override
  public String toString() {
    return "CookieHeader" + values.keySet();
  }
}
