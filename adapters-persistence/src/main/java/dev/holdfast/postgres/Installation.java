package dev.holdfast.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the database, once, at start: where the tables are and which of the reference's
 * optional columns they have. Statements are rendered by it, so that nothing relies on a search
 * path.
 *
 * @param coexist whether the reference's tables were there at the first migration
 * @param adoptedAt when that was; null if they were not
 * @param optionalColumns as {@code table.column}
 * @param unservedTables the reference's plugin tables that are there and that nobody here serves
 * @param schemaVersion the newest migration that was applied, perhaps by a newer program
 */
public record Installation(
    String schema,
    boolean coexist,
    @Nullable Instant adoptedAt,
    Set<String> optionalColumns,
    List<String> unservedTables,
    int schemaVersion) {

  private static final Pattern NAME = Pattern.compile("\\{([A-Za-z_.]+)}");

  /** What cannot be found out from a column is taken as said by nobody. */
  private static final Map<String, String> WHERE_ABSENT =
      Map.of(
          "user.banned", "false",
          "user.banExpires", "null::timestamptz",
          "user.twoFactorEnabled", "false",
          "jwks.expiresAt", "null::timestamptz",
          "jwks.alg", "null::text",
          "jwks.crv", "null::text");

  public Installation {
    optionalColumns = Set.copyOf(optionalColumns);
    unservedTables = List.copyOf(unservedTables);
  }

  /** The columns that may be absent. */
  static Set<String> knownOptionalColumns() {
    return WHERE_ABSENT.keySet();
  }

  /** Whether users can be banned here. */
  public boolean bans() {
    return optionalColumns.contains("user.banned");
  }

  /** Whether users can have a second factor here. */
  public boolean secondFactors() {
    return optionalColumns.contains("user.twoFactorEnabled");
  }

  /**
   * Puts in the names of tables, {@code {user}}, and of columns that may be absent, {@code
   * {user.banned}}; {@code {jwks.optional}} lists those that the table of keys has.
   */
  String render(String template) {
    return NAME.matcher(template).replaceAll(this::replacement);
  }

  private String replacement(MatchResult found) {
    var name = found.group(1);
    return Matcher.quoteReplacement(
        name.equals("jwks.optional")
            ? keyColumns()
            : name.contains(".") ? column(name) : quoted(schema) + "." + quoted(name));
  }

  private String column(String name) {
    if (optionalColumns.contains(name)) return quoted(name.substring(name.indexOf('.') + 1));
    var absent = WHERE_ABSENT.get(name);
    if (absent == null) throw new IllegalArgumentException("no optional column " + name);
    return absent;
  }

  private String keyColumns() {
    var columns = new StringBuilder();
    for (var name : List.of("expiresAt", "alg", "crv")) {
      if (optionalColumns.contains("jwks." + name)) columns.append(", ").append(quoted(name));
    }
    return columns.toString();
  }

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
