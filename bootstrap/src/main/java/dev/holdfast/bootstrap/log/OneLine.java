package dev.holdfast.bootstrap.log;

/**
 * Makes text unable to forge, break or disguise a log line (checklist 16.3): control characters,
 * line and paragraph separators, and characters that turn the reading direction or show nothing are
 * written as {@code \}{@code uXXXX}.
 */
public final class OneLine {
  private OneLine() {}

  public static String of(String text) {
    if (text.chars().noneMatch(OneLine::deceives)) return text;
    var plain = new StringBuilder(text.length() + 16);
    text.chars()
        .forEach(
            unit -> {
              if (deceives(unit)) plain.append("\\u%04x".formatted(unit));
              else plain.append((char) unit);
            });
    return plain.toString();
  }

  private static boolean deceives(int unit) {
    return switch (Character.getType(unit)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
