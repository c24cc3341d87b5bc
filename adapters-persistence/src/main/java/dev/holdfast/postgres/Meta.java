package dev.holdfast.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What earlier starts left in {@code holdfast_meta} and {@code holdfast_migration}.
 *
 * @param oldestProgram the oldest schema version that a program must know to work here
 * @param checksums of the applied migrations, by version
 */
record Meta(
    int schemaVersion,
    int oldestProgram,
    boolean coexist,
    @Nullable Instant adoptedAt,
    Map<Integer, String> checksums) {

  private static final String QUERY =
      """
      select "key", "value", null::integer as "version" from {holdfast_meta}
      union all
      select null, "checksum", "version" from {holdfast_migration}
      """;

  /** Both tables in one query; they must be there. */
  static Meta read(Connection connection, String schema) throws SQLException {
    var values = new HashMap<String, String>();
    var checksums = new HashMap<Integer, String>();
    var names = new Installation(schema, false, null, java.util.Set.of(), java.util.List.of(), 0);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(names.render(QUERY))) {
      while (rows.next()) {
        @Nullable String key = rows.getString("key");
        if (key == null) checksums.put(rows.getInt("version"), rows.getString("value"));
        else values.put(key, rows.getString("value"));
      }
    }
    @Nullable String adopted = values.get("adopted_at");
    return new Meta(
        Integer.parseInt(values.getOrDefault("schema_version", "0")),
        Integer.parseInt(values.getOrDefault("oldest_program", "0")),
        "on".equals(values.get("coexist")),
        adopted == null ? null : Instant.parse(adopted),
        checksums);
  }

  boolean isCurrent() {
    return schemaVersion >= Migrations.CURRENT;
  }

  /**
   * Whether this program may work here: newer schemas are fine as long as they say so.
   *
   * @throws RefusedException if not
   */
  void check() {
    if (oldestProgram > Migrations.CURRENT) {
      throw new RefusedException(
          "the database has schema version %d, which needs a program that knows version %d; this one knows %d"
              .formatted(schemaVersion, oldestProgram, Migrations.CURRENT),
          "Start a newer version of Holdfast on this database.");
    }
    for (var step : Migrations.STEPS) {
      @Nullable String checksum = checksums.get(step.version());
      if (checksum != null && !checksum.equals(step.checksum())) {
        throw new RefusedException(
            "the migration " + step.name() + " was applied with another text than this program has",
            "Start the version of Holdfast that made this database, or a released one.");
      }
    }
  }
}
