package dev.holdfast.bootstrap.trace;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What a statement is called in a trace: its verb and the first table that it names. Statements are
 * texts in code, so there are few; their values are never seen here.
 */
final class StatementNames {
  private static final Pattern TABLE =
      Pattern.compile("(?i)\\b(?:from|into|update)\\s+(?:\"[^\"]+\"\\.)?\"([^\"]+)\"");

  private static final Pattern VERB = Pattern.compile("(?i)\\b(select|insert|update|delete)\\b");

  private final Map<String, String> names = new ConcurrentHashMap<>();

  String of(String sql) {
    return names.computeIfAbsent(sql, StatementNames::name);
  }

  private static String name(String sql) {
    var verb = VERB.matcher(sql);
    var word = verb.find() ? verb.group(1).toUpperCase(Locale.ROOT) : "STATEMENT";
    var table = TABLE.matcher(sql);
    return table.find() ? word + " " + table.group(1) : word;
  }
}
