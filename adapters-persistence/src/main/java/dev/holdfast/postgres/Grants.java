package dev.holdfast.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rights of the run-time role: to read and write the rows of exactly these tables, and to
 * change no table (checklist 19.2, decisions "Two roles"). What the audit says it cannot rewrite
 * (16.7).
 */
final class Grants {
  private static final List<String> OURS =
      List.of(
          "holdfast_meta",
          "holdfast_migration",
          "holdfast_ended_session",
          "holdfast_key",
          "holdfast_audit_seal",
          "holdfast_instance");

  /**
   * Its rows are added and removed; nothing in them is changed but by which batch they are sealed.
   */
  static final String APPEND_ONLY = "holdfast_audit";

  private final String schema;
  private final String role;

  Grants(String schema, String role) {
    this.schema = schema;
    this.role = role;
  }

  /** The statements, also fit to be printed for somebody who has the right to run them. */
  List<String> lines() {
    var tables = new ArrayList<>(Shape.coreTables());
    tables.addAll(OURS);
    var names =
        tables.stream()
            .map(table -> Installation.quoted(schema) + "." + Installation.quoted(table))
            .toList();
    var grantee = Installation.quoted(role);
    return List.of(
        "grant usage on schema " + Installation.quoted(schema) + " to " + grantee + ";",
        "grant select, insert, update, delete on "
            + String.join(", ", names)
            + " to "
            + grantee
            + ";",
        "grant select, insert, delete, update (\"batch\") on "
            + Installation.quoted(schema)
            + "."
            + Installation.quoted(APPEND_ONLY)
            + " to "
            + grantee
            + ";");
  }

  /** Runs them in the connection's transaction. */
  void give(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var line : lines()) statement.execute(line);
    }
  }

  /** Whether the role that took the survey has all of them. */
  static boolean suffice(Survey survey, String schema) {
    var tables = survey.tables(schema);
    var needed = new ArrayList<>(Shape.coreTables());
    needed.addAll(OURS);
    needed.add(APPEND_ONLY);
    return needed.stream().allMatch(name -> tables.containsKey(name) && tables.get(name).usable());
  }
}
