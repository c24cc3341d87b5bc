package dev.holdfast.http;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bodies that nobody means well, as bytes in Latin-1 (bad input, section D). */
final class BadBodies {
  private static final String GOOD = "{\"email\":\"a@b.cd\",\"password\":\"12345678\"}";

  private BadBodies() {}

  /** What no route takes for JSON, whatever it wants to read in it. */
  static List<String> notJson() {
    return List.of(
        "   ",
        "{",
        "}",
        "{\"email\":",
        "{\"a\":1}}",
        "{\"a\":1} {\"b\":2}",
        "{\"a\":1}garbage",
        "{\"token\":\"a\",\"t\\u006fken\":\"b\"}",
        "{\"email\":\"a@b.c\",\"e\\u006dail\":\"x\"}",
        "[".repeat(30_000),
        "{\"a\":".repeat(10_000),
        "[".repeat(33) + "]".repeat(33),
        "\u00ef\u00bb\u00bf" + GOOD,
        "\u00fe\u00ff\u0000{\u0000}",
        "\u00ff\u00fe{\u0000}\u0000",
        "\u00ff\u00fe\u0000\u0000{\u0000\u0000\u0000}\u0000\u0000\u0000",
        "{\u0000\"\u0000a\u0000\"\u0000",
        "{\"email\":\"\u00ff\",\"password\":\"x\"}",
        "{\"email\":\"\u00c0\u0080\",\"password\":\"\"}",
        "{\"email\":\"\u00ed\u00a0\u0080\",\"password\":\"x\"}",
        "{\"email\":\"\u00f4\u0090\u0080\u0080\",\"password\":\"x\"}",
        "{/*c*/\"a\":1}",
        "{\"a\":1} // c",
        "{'a':1}",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{a:1}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":+1}",
        "{\"a\":01}",
        "{\"a\":.5}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x41\"}",
        "{\"" + "n".repeat(17_000) + "\":1}",
        "{\"email\":\"a\\u0000b\",\"password\":\"x\"}",
        "{\"email\":\"a\",\"password\":\"\\ud800a\"}",
        "{\"email\":" + "1".repeat(41) + "}",
        "{\"email\":\"" + "x".repeat(16_385) + "\",\"password\":\"x\"}",
        "{" + members(1_001) + "}");
  }

  /** JSON that is no object, or none that a route with a schema can use. */
  static List<String> notAnObject() {
    return List.of("null", "true", "42", "\"str\"", "[]", "[{}]");
  }

  static Stream<String> forSignIn() {
    var wrong =
        Stream.of(
            "",
            "{}",
            "{\"\":1}",
            "{\"email\":{},\"password\":\"12345678\"}",
            "{\"email\":\"a@b.cd\",\"password\":12345678}",
            "{\"email\":null,\"password\":[\"a\"]}",
            with("rememberMe", "\"false\""),
            with("rememberMe", "0"),
            with("rememberMe", "null"),
            with("rememberMe", "[]"),
            with("rememberMe", "{\"$ne\":1}"),
            with("callbackURL", "{}"),
            with("callbackURL", "[]"),
            with("callbackURL", "[\"https://evil\"]"),
            with("callbackURL", "1"));
    return Stream.concat(Stream.concat(notJson().stream(), notAnObject().stream()), wrong);
  }

  private static String with(String name, String value) {
    return GOOD.replace("}", ",\"" + name + "\":" + value + "}");
  }

  private static String members(int count) {
    return String.join(",", IntStream.range(0, count).mapToObj(i -> "\"k" + i + "\":0").toList());
  }
}
