package dev.holdfast.http;

import java.util.List;
import java.util.Optional;

/**
 * The trace that a request belongs to, as its caller says in {@code traceparent} (W3C Trace Context
 * §3.2). What is not well-formed is passed over, as the standard wants it.
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param parentId the caller's span: 16 lower-case hex digits, not all zero
 * @param sampled whether the caller records its part
 */
public record TraceParent(String traceId, String parentId, boolean sampled) {
  public static final String HEADER = "traceparent";

  private static final int LENGTH = 55;
  private static final int TRACE = 3;
  private static final int PARENT = 36;
  private static final int FLAGS = 53;

  /** Reads the header; empty if it is not there, stands twice or is malformed. */
  static Optional<TraceParent> of(List<String> fields) {
    if (fields.size() != 1) return Optional.empty();
    var text = fields.getFirst();
    if (!isWellFormed(text)) return Optional.empty();
    var trace = text.substring(TRACE, PARENT - 1);
    var parent = text.substring(PARENT, FLAGS - 1);
    boolean sampled = (Character.digit(text.charAt(FLAGS + 1), 16) & 1) == 1;
    return Optional.of(new TraceParent(trace, parent, sampled));
  }

  /** Later versions may append something after another dash; version ff is forbidden. */
  private static boolean isWellFormed(String text) {
    if (text.length() < LENGTH) return false;
    boolean first = text.startsWith("00");
    if (first ? text.length() > LENGTH : text.length() > LENGTH && text.charAt(LENGTH) != '-') {
      return false;
    }
    return isHex(text, 0, 2)
        && !text.startsWith("ff")
        && text.charAt(2) == '-'
        && isId(text, TRACE, PARENT - 1)
        && text.charAt(PARENT - 1) == '-'
        && isId(text, PARENT, FLAGS - 1)
        && text.charAt(FLAGS - 1) == '-'
        && isHex(text, FLAGS, LENGTH);
  }

  private static boolean isId(String text, int from, int to) {
    if (!isHex(text, from, to)) return false;
    for (int i = from; i < to; i++) if (text.charAt(i) != '0') return true;
    return false;
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) return false;
    }
    return true;
  }
}
