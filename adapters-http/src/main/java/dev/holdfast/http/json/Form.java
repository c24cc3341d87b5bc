package dev.holdfast.http.json;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Form data ({@code application/x-www-form-urlencoded}) and query strings. All values are texts. A
 * form is read strictly: a name that stands twice, a broken escape, bytes that are not UTF-8 and
 * NUL are refused (checklist 14.11).
 */
public final class Form {
  private Form() {}

  /**
   * Reads a form, which has its fields once each.
   *
   * @throws MalformedJson for what is no such form, or has too many fields
   */
  public static JsonValue.Obj read(byte[] bytes, int maxFields) {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    for (String pair : new String(bytes, StandardCharsets.ISO_8859_1).split("&", -1)) {
      if (pair.isEmpty()) continue;
      if (fields.size() >= maxFields) throw new MalformedJson("too many fields");
      int equals = pair.indexOf('=');
      var name = required(equals < 0 ? pair : pair.substring(0, equals));
      var value = required(equals < 0 ? "" : pair.substring(equals + 1));
      if (value.length() > Json.MAX_TEXT && !name.equals(Json.LONG_MEMBER)) {
        throw new MalformedJson("text too long");
      }
      if (fields.put(name, new JsonValue.Text(value)) != null) {
        throw new MalformedJson("a name stands twice");
      }
    }
    return new JsonValue.Obj(fields);
  }

  /** Undoes form encoding; empty for a broken escape, NUL or bytes that are not UTF-8. */
  public static Optional<String> decode(String latin1) {
    var bytes = new ByteArrayOutputStream(latin1.length());
    int i = 0;
    while (i < latin1.length()) {
      char c = latin1.charAt(i);
      if (c != '%') {
        bytes.write(c == '+' ? ' ' : c);
        i++;
        continue;
      }
      int high = i + 2 < latin1.length() ? Character.digit(latin1.charAt(i + 1), 16) : -1;
      int low = i + 2 < latin1.length() ? Character.digit(latin1.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) return Optional.empty();
      bytes.write(high * 16 + low);
      i += 3;
    }
    try {
      var text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      return Optional.of(text).filter(Texts::isStorable);
    } catch (CharacterCodingException wrong) {
      return Optional.empty();
    }
  }

  private static String required(String latin1) {
    return decode(latin1).orElseThrow(() -> new MalformedJson("broken escape or not UTF-8"));
  }
}
