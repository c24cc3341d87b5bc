package dev.holdfast.crypto;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON of keys and tokens: members keep their order, and none may stand twice (checklist 7.16). */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** The object that the text is; empty if it is anything else. */
  static Optional<ObjectNode> object(String text) {
    return read(text).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  /** The content of a string literal; empty if the text is anything else. */
  static Optional<String> string(String text) {
    return read(text).filter(JsonNode::isString).map(JsonNode::stringValue);
  }

  private static Optional<JsonNode> read(String text) {
    try {
      return Optional.of(MAPPER.readTree(text));
    } catch (JacksonException malformed) {
      return Optional.empty();
    }
  }
}
