package dev.holdfast.bootstrap.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A {@code .env} file: {@code NAME=value} a line, {@code export} before it, quotes around the value
 * and {@code #} comments allowed. Nothing is substituted.
 */
final class DotEnv {
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
  private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");
  private static final Pattern SINGLE = Pattern.compile("'([^']*)'\\s*(?:#.*)?");

  private DotEnv() {}

  /** Lines that are none of these are reported by number: their text may hold a secret. */
  static Map<String, String> parse(List<String> lines, List<Problem> problems) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.isBlank() || line.strip().startsWith("#")) continue;
      var match = LINE.matcher(line);
      if (match.matches()) {
        values.put(match.group(1), value(match.group(2)));
      } else {
        problems.add(new Problem(".env", "line " + (i + 1) + " is not understood", "NAME=value"));
      }
    }
    return values;
  }

  private static String value(String raw) {
    var single = SINGLE.matcher(raw);
    if (single.matches()) return single.group(1);
    var quoted = DOUBLE.matcher(raw);
    if (quoted.matches()) {
      return quoted.group(1).replace("\\n", "\n").replaceAll("\\\\([\"\\\\$])", "$1");
    }
    return raw.replaceFirst("(?:^|\\s+)#.*$", "").strip();
  }
}
