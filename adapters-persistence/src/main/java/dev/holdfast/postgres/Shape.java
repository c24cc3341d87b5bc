package dev.holdfast.postgres;

import dev.holdfast.postgres.Survey.Column;
import dev.holdfast.postgres.Survey.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The shape that the reference's tables must have for this program to read and write them (protocol
 * schema §1, decisions "Database shapes"). Everything else is refused by name.
 */
final class Shape {
  private static final String TEXT = "text";
  private static final String MOMENT = "timestamp with time zone";
  private static final String FLAG = "boolean";

  /** Columns that every statement of ours relies on; the type is checked, nullability is not. */
  private static final Map<String, Map<String, String>> NEEDED = new LinkedHashMap<>();

  /** Columns that are known, filled by us or not, and used only where they are there. */
  private static final Map<String, Map<String, String>> OPTIONAL =
      Map.of(
          "user", Map.of("banned", FLAG, "banExpires", MOMENT, "twoFactorEnabled", FLAG),
          "jwks", Map.of("expiresAt", MOMENT, "alg", TEXT, "crv", TEXT));

  /** What the database itself must keep apart (checklist 19.5). */
  private static final Set<String> UNIQUE =
      Set.of("user.id", "user.email", "session.id", "session.token", "account.id", "jwks.id");

  /** Tables of the reference's plugins (protocol plugins.md). */
  private static final List<String> PLUGINS =
      List.of(
          "twoFactor",
          "passkey",
          "organization",
          "member",
          "invitation",
          "team",
          "teamMember",
          "organizationRole",
          "apikey",
          "deviceCode",
          "oauthApplication",
          "oauthAccessToken",
          "oauthRefreshToken",
          "oauthConsent",
          "oauthClient",
          "ssoProvider",
          "scimProvider",
          "walletAddress",
          "subscription",
          "rateLimit");

  static {
    NEEDED.put(
        "user",
        columns("id", "name", "email", "image")
            .moments("createdAt", "updatedAt")
            .flag("emailVerified"));
    NEEDED.put(
        "session",
        columns("id", "token", "ipAddress", "userAgent", "userId")
            .moments("expiresAt", "createdAt", "updatedAt"));
    NEEDED.put(
        "account",
        columns("id", "accountId", "providerId", "userId", "password")
            .moments("createdAt", "updatedAt"));
    NEEDED.put("verification", columns("id", "identifier", "value").moments("expiresAt"));
    NEEDED.put("jwks", columns("id", "publicKey", "privateKey").moments("createdAt"));
  }

  private Shape() {}

  /** The reference's tables that are served here. */
  static Set<String> coreTables() {
    return NEEDED.keySet();
  }

  /** Those and the plugins' tables. */
  static List<String> knownTables() {
    var all = new ArrayList<>(NEEDED.keySet());
    all.addAll(PLUGINS);
    return all;
  }

  static List<String> unserved(Map<String, Table> tables) {
    return PLUGINS.stream().filter(tables::containsKey).toList();
  }

  /** The optional columns that are there, as {@code table.column}. */
  static Set<String> optionalColumns(Map<String, Table> tables) {
    var found = new TreeSet<String>();
    OPTIONAL.forEach(
        (table, columns) -> {
          if (!tables.containsKey(table)) return;
          for (var column : columns.keySet()) {
            if (tables.get(table).columns().containsKey(column)) found.add(table + "." + column);
          }
        });
    return found;
  }

  /**
   * Checks whichever of the reference's tables are there.
   *
   * @throws RefusedException naming everything that does not fit
   */
  static void check(Map<String, Table> tables) {
    var wrong = new ArrayList<String>();
    NEEDED.forEach(
        (name, columns) -> {
          var table = tables.get(name);
          if (table != null) check(name, table, columns, wrong);
        });
    if (wrong.isEmpty()) return;
    throw new RefusedException(
        "the tables have a shape that is not served: " + String.join("; ", wrong),
        "Supported are better-auth's default table and column names with text ids, and columns of"
            + " your own that may be null or have a default.");
  }

  private static void check(
      String name, Table table, Map<String, String> needed, List<String> wrong) {
    if (!table.plain()) {
      wrong.add(name + " is not a table");
      return;
    }
    var known = new LinkedHashMap<>(needed);
    var optional = OPTIONAL.getOrDefault(name, Map.of());
    known.putAll(optional);
    known.forEach(
        (column, type) -> {
          var found = table.columns().get(column);
          var full = name + "." + column;
          if (found == null) {
            if (!optional.containsKey(column)) wrong.add(full + " is missing");
          } else if (!fits(found.type(), type)) {
            wrong.add(full + " is " + found.type() + " and not " + type);
          } else if (UNIQUE.contains(full) && !found.unique()) {
            wrong.add(full + " is not unique");
          }
        });
    table.columns().forEach((column, found) -> checkUnknown(name, column, found, known, wrong));
  }

  /** A column that we do not fill must not ask to be filled. */
  private static void checkUnknown(
      String name, String column, Column found, Map<String, String> known, List<String> wrong) {
    if (found.required() && !found.filled() && !known.containsKey(column)) {
      wrong.add(name + "." + column + " is not null without a default and nobody fills it");
    }
  }

  private static boolean fits(String found, String wanted) {
    return found.equals(wanted) || (wanted.equals(TEXT) && found.equals("character varying"));
  }

  private static Columns columns(String... texts) {
    var columns = new Columns();
    for (var text : texts) columns.put(text, TEXT);
    return columns;
  }

  private static final class Columns extends LinkedHashMap<String, String> {
    private static final long serialVersionUID = 1L;

    Columns moments(String... names) {
      for (var name : names) put(name, MOMENT);
      return this;
    }

    Columns flag(String name) {
      put(name, FLAG);
      return this;
    }
  }
}
