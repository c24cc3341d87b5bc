package dev.holdfast.http;

import java.util.List;
import java.util.Random;

/**
 * Changes a text a little, as a fuzzer does, but the same in every run: bytes go, come twice, lose
 * a bit or are replaced by what parsers stumble over.
 */
final class Mutations {
  private static final List<String> STUMBLING_BLOCKS =
      List.of(
          "\u0000",
          "\r\n",
          "\n",
          "\r",
          "\t",
          " ",
          "\"",
          "\\",
          "/",
          "//",
          "..",
          ";",
          "=",
          "&",
          "%",
          "%00",
          "%2f",
          "%2e",
          "%0d%0a",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "null",
          "true",
          "-1",
          "1e999",
          "\\u0000",
          "\\ud800",
          "\u00ff",
          "\u00c0\u0080",
          "\u00ef\u00bb\u00bf",
          "@",
          "?",
          "#",
          "*",
          "https://evil.tld",
          "//evil.tld",
          "'--",
          "${x}",
          "<b>",
          "x".repeat(300),
          "[".repeat(40));

  private final Random random;

  Mutations(long seed) {
    this.random = new Random(seed);
  }

  /** One to four changes. */
  String of(String text) {
    var changed = text;
    for (int i = random.nextInt(4); i >= 0; i--) changed = once(changed);
    return changed;
  }

  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String once(String text) {
    int from = text.isEmpty() ? 0 : random.nextInt(text.length());
    int to = Math.min(text.length(), from + 1 + random.nextInt(4));
    var before = text.substring(0, from);
    var piece = text.substring(from, to);
    var after = text.substring(to);
    return switch (random.nextInt(6)) {
      case 0 -> before + after;
      case 1 -> before + piece + piece + after;
      case 2 -> before + flipped(piece) + after;
      case 3 -> before + oneOf(STUMBLING_BLOCKS) + after;
      case 4 -> before + oneOf(STUMBLING_BLOCKS) + piece + after;
      default -> before + escaped(piece) + after;
    };
  }

  private String flipped(String piece) {
    if (piece.isEmpty()) return piece;
    char c = (char) (piece.charAt(0) ^ (1 << random.nextInt(8)));
    return c + piece.substring(1);
  }

  private static String escaped(String piece) {
    var escaped = new StringBuilder();
    piece.chars().forEach(c -> escaped.append("%%%02x".formatted(c & 255)));
    return escaped.toString();
  }
}
