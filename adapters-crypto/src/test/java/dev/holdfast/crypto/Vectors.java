package dev.holdfast.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HexFormat;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The protocol's test vectors: values that the reference was seen to produce. */
final class Vectors {
  static final String SECRET = "throwaway-secret-for-spec-only-0123456789abcdef";
  private static final JsonNode ALL = read();

  private Vectors() {}

  /** Which top-level vectors a test checks. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Checks {
    String[] value();
  }

  static JsonNode all() {
    return ALL;
  }

  static JsonNode of(String name) {
    return Objects.requireNonNull(ALL.get(name), name);
  }

  static String text(String pointer) {
    return ALL.at(pointer).stringValue();
  }

  static byte[] hex(String pointer) {
    return HexFormat.of().parseHex(text(pointer));
  }

  static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static JsonNode read() {
    try (InputStream file = Vectors.class.getResourceAsStream("/protocol/vectors.json")) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(file).readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
