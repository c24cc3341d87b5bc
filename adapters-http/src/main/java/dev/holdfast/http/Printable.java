package dev.holdfast.http;

/** Makes text from outside fit for a log line: cut, no query, no control characters. */
public final class Printable {
  private static final int LONGEST = 200;

  private Printable() {}

  /** What names an origin: everything from a query or fragment on may hold secrets. */
  public static String origin(String received) {
    var plain = received.split("[?#]", 2)[0];
    var cut = plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
