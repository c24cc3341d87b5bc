package dev.holdfast.crypto;

import java.util.Collection;
import java.util.regex.Pattern;

/** Text of a token made fit for one field of a log line: cut, and nothing but visible ASCII. */
final class Shown {
  private static final int LONGEST = 200;
  private static final int MOST_NAMES = 8;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

  private Shown() {}

  static String of(String text) {
    var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return UNPRINTABLE.matcher(cut).replaceAll("?");
  }

  /** Some names, between spaces. */
  static String of(Collection<String> names) {
    var some = names.stream().sorted().limit(MOST_NAMES).toList();
    return of(String.join(" ", some) + (names.size() > MOST_NAMES ? " ..." : ""));
  }
}
