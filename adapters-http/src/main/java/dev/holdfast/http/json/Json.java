package dev.holdfast.http.json;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The one place that knows the JSON library: a strict reader (RFC 8259, RFC 7493, checklist 14.9)
 * and a writer that gives what {@code JSON.stringify} gives. It uses the library's token layer
 * only, so no class of ours is ever bound to input (checklist 15.5).
 */
public final class Json {
  /** Deeper nesting is refused. */
  public static final int MAX_DEPTH = 32;

  /** Longer texts are refused, but for {@link #LONG_MEMBER}. */
  public static final int MAX_TEXT = 16 * 1024;

  /** A picture may be a data URL as long as the whole body. */
  public static final String LONG_MEMBER = "image";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(64 * 1024)
                  .maxNameLength(MAX_TEXT)
                  .maxNumberLength(40)
                  .maxTokenCount(1_000)
                  .maxDocumentLength(64L * 1024)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Json() {}

  /**
   * Reads one JSON text: UTF-8 without a byte order mark, nothing after it.
   *
   * @throws MalformedJson for anything else, and over a limit
   */
  public static JsonValue read(byte[] utf8) {
    var text = decode(utf8);
    if (text.startsWith("\uFEFF")) throw new MalformedJson("byte order mark");
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) throw new MalformedJson("empty");
      var value = value(parser, "");
      if (parser.nextToken() != null) throw new MalformedJson("something follows");
      return value;
    } catch (JacksonException wrong) {
      throw new MalformedJson(wrong.getClass().getSimpleName());
    }
  }

  /** Writes maps, lists, records, texts, numbers, booleans, times and {@link JsonObject}s. */
  public static byte[] write(@Nullable Object value) {
    var out = new ByteArrayOutputStream(256);
    try (var generator =
        FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      write(generator, value);
    }
    return out.toByteArray();
  }

  /** UTC with exactly three fraction digits: the reference's cookie cache depends on it. */
  public static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static String decode(byte[] utf8) {
    try {
      // A new decoder reports errors, where new String(...) would replace them.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException wrong) {
      throw new MalformedJson("not UTF-8");
    }
  }

  private static JsonValue value(JsonParser parser, String member) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser, member);
      case VALUE_STRING -> new JsonValue.Text(text(parser.getString(), member));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Num(parser.getString());
      case VALUE_TRUE -> new JsonValue.Bool(true);
      case VALUE_FALSE -> new JsonValue.Bool(false);
      case VALUE_NULL -> new JsonValue.Null();
      default -> throw new MalformedJson("unexpected token");
    };
  }

  private static JsonValue object(JsonParser parser) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      text(name, "");
      parser.nextToken();
      members.put(name, value(parser, name));
    }
    return new JsonValue.Obj(members);
  }

  private static JsonValue array(JsonParser parser, String member) {
    List<JsonValue> items = new ArrayList<>();
    while (parser.nextToken() != tools.jackson.core.JsonToken.END_ARRAY) {
      items.add(value(parser, member));
    }
    return new JsonValue.Array(items);
  }

  private static String text(String text, String member) {
    if (text.length() > MAX_TEXT && !member.equals(LONG_MEMBER)) {
      throw new MalformedJson("text too long");
    }
    if (!Texts.isStorable(text)) throw new MalformedJson("text with NUL or half a surrogate pair");
    return text;
  }

  private static void write(JsonGenerator generator, @Nullable Object value) {
    switch (value) {
      case null -> generator.writeNull();
      case JsonObject object -> writeMembers(generator, object.members());
      case Map<?, ?> map -> writeMembers(generator, map);
      case Iterable<?> items -> {
        generator.writeStartArray();
        items.forEach(item -> write(generator, item));
        generator.writeEndArray();
      }
      case CharSequence text -> generator.writeString(text.toString());
      case Boolean bool -> generator.writeBoolean(bool);
      case Integer number -> generator.writeNumber(number);
      case Long number -> generator.writeNumber(number);
      case Double number -> generator.writeNumber(number);
      case Instant instant -> generator.writeString(time(instant));
      case Record view -> writeRecord(generator, view);
      default -> throw new IllegalArgumentException("no JSON form: " + value.getClass());
    }
  }

  private static void writeMembers(JsonGenerator generator, Map<?, ?> members) {
    generator.writeStartObject();
    for (var member : members.entrySet()) {
      generator.writeName(String.valueOf(member.getKey()));
      write(generator, member.getValue());
    }
    generator.writeEndObject();
  }

  private static void writeRecord(JsonGenerator generator, Record view) {
    generator.writeStartObject();
    for (RecordComponent component : view.getClass().getRecordComponents()) {
      generator.writeName(component.getName());
      write(generator, component(view, component));
    }
    generator.writeEndObject();
  }

  private static @Nullable Object component(Record view, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true); // views are nested and often private
      return accessor.invoke(view);
    } catch (IllegalAccessException | InvocationTargetException closed) {
      throw new IllegalArgumentException("a view that cannot be read: " + view.getClass(), closed);
    }
  }
}
