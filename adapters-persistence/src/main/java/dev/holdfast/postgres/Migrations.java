package dev.holdfast.postgres;

import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.platform.InstanceName;
import dev.holdfast.domain.platform.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database's schema to the newest version. Each step is one transaction under one lock:
 * applied and noted, or neither, however many programs start at once and whenever one is killed
 * (checklist 19.4). Steps only add; the oldest program that can live with the result is noted too.
 */
final class Migrations {
  /** "holdfast" in ASCII: nobody else's advisory lock. */
  static final long LOCK = 0x686f6c6466617374L;

  static final List<Step> STEPS =
      List.of(new Step(1, "core", 1), new Step(2, "audit", 1), new Step(3, "instances", 1));

  /** The newest schema that this program knows. */
  static final int CURRENT = STEPS.getLast().version();

  /** The step that made the audit's table, and the first that is written down there. */
  private static final int AUDITED_SINCE = 2;

  /** Waiting for another program's migration, or for a table in use, ends after this. */
  private static final String LIMITS =
      "select set_config('lock_timeout','60s',true), set_config('statement_timeout','10min',true)";

  private static final int SOCKET_MILLIS = 11 * 60_000;
  private static final Executor SAME_THREAD = Runnable::run;

  /**
   * One numbered change.
   *
   * @param oldestProgram the oldest schema version that a program must know to work on the result
   */
  record Step(int version, String name, int oldestProgram) {
    String script() {
      var resource = "db/V%03d__%s.sql".formatted(version, name);
      try (var file = Migrations.class.getResourceAsStream(resource)) {
        if (file == null) throw new IllegalStateException("no resource " + resource);
        return new String(file.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    String checksum() {
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(script().getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException absent) {
        throw new IllegalStateException("every JDK has SHA-256", absent);
      }
    }
  }

  private final String schema;
  private final InstanceName instance;
  private final Installation names;

  Migrations(String schema, InstanceName instance) {
    this.schema = schema;
    this.instance = instance;
    this.names = new Installation(schema, false, null, Set.of(), List.of(), 0);
  }

  /**
   * Applies what is missing, one step after the other.
   *
   * @param grantee the role that is to work with the tables; null: the one that creates them
   * @return the names of the steps that this call applied
   */
  List<String> apply(Connection connection, @Nullable String grantee) throws SQLException {
    connection.setNetworkTimeout(SAME_THREAD, SOCKET_MILLIS);
    connection.setAutoCommit(false);
    try {
      var applied = new ArrayList<String>();
      for (var step : STEPS) {
        if (apply(connection, step, grantee)) applied.add(step.name());
        connection.commit();
      }
      return applied;
    } finally {
      undo(connection);
    }
  }

  private boolean apply(Connection connection, Step step, @Nullable String grantee)
      throws SQLException {
    run(connection, LIMITS);
    run(connection, "select pg_advisory_xact_lock(" + LOCK + ")");
    // A statement of its own after the lock, so that it sees what the lock's last holder did.
    if (applied(connection).containsKey(step.version())) return false;
    run(connection, names.render(step.script()));
    note(connection, step);
    if (step.version() >= AUDITED_SINCE) audit(connection, step);
    // They name every table, and not before now are all of them there.
    if (grantee != null && step.version() == CURRENT) new Grants(schema, grantee).give(connection);
    return true;
  }

  /** Checksums by version; empty where nothing was ever applied. */
  Map<Integer, String> applied(Connection connection) throws SQLException {
    var applied = new TreeMap<Integer, String>();
    if (!exists(connection)) return applied;
    var sql = names.render("select \"version\", \"checksum\" from {holdfast_migration}");
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) applied.put(rows.getInt(1), rows.getString(2));
    }
    return applied;
  }

  private boolean exists(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement("select to_regclass(?) is not null")) {
      query.setString(1, names.render("{holdfast_migration}"));
      try (var row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void note(Connection connection, Step step) throws SQLException {
    var migration =
        "insert into {holdfast_migration} (\"version\", \"name\", \"checksum\") values (?, ?, ?)";
    try (var insert = connection.prepareStatement(names.render(migration))) {
      insert.setInt(1, step.version());
      insert.setString(2, step.name());
      insert.setString(3, step.checksum());
      insert.executeUpdate();
    }
    var meta =
        """
        insert into {holdfast_meta} ("key", "value") values ('schema_version', ?), ('oldest_program', ?)
        on conflict ("key") do update set "value" = excluded."value"
        """;
    try (var insert = connection.prepareStatement(names.render(meta))) {
      insert.setString(1, Integer.toString(step.version()));
      insert.setString(2, Integer.toString(step.oldestProgram()));
      insert.executeUpdate();
    }
  }

  /** In the step's own transaction. */
  private void audit(Connection connection, Step step) throws SQLException {
    var row =
        """
        insert into {holdfast_audit} ("at", "kind", "actor", "instance", "detail")
        values (date_trunc('milliseconds', clock_timestamp()), ?, ?, ?, ?)
        """;
    try (var insert = connection.prepareStatement(names.render(row))) {
      insert.setString(1, AuditKind.SCHEMA_MIGRATED.code());
      insert.setString(2, Source.current().actor().name().toLowerCase(Locale.ROOT));
      insert.setString(3, instance.value());
      insert.setString(4, "V%03d %s".formatted(step.version(), step.name()));
      insert.executeUpdate();
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  private static void undo(Connection connection) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException lost) {
      // The server undoes a transaction whose connection is lost.
    }
  }
}
