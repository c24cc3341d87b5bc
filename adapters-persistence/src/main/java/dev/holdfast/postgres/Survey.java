package dev.holdfast.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the database looks like to the role that asked: one query over the catalogue, the same for
 * an empty database and a full one.
 *
 * @param role who we are to the database, which behind a pooler need not be who logged in
 * @param process the server's process that serves us
 * @param mostConnections how many the role may have at one time
 * @param now by the server's clock
 * @param path the schemas that the role's search path names and that it may use, in order
 * @param schemas tables by schema and name; only those that concern us or the reference
 */
record Survey(
    String version,
    boolean readOnly,
    boolean tls,
    String role,
    int process,
    int mostConnections,
    Instant now,
    List<String> path,
    Map<String, Map<String, Table>> schemas) {

  private static final String QUERY =
      """
      with facts as (
        select current_setting('server_version') as "version",
          current_setting('transaction_read_only') = 'on' as "readOnly",
          coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as "tls",
          current_user::text as "role",
          pg_backend_pid() as "process",
          (select least(
              case when rolconnlimit < 0 then 2147483647 else rolconnlimit end,
              current_setting('max_connections')::int
                - current_setting('superuser_reserved_connections')::int)
            from pg_roles where rolname = current_user) as "mostConnections",
          clock_timestamp() as "now",
          current_schemas(false)::text[] as "path")
      select f.*, c.*
      from facts f
      left join lateral (
        select n.nspname::text as "schema", t.relname::text as "table",
          t.relkind in ('r', 'p') as "plain",
          t.relkind in ('r', 'p')
            and has_schema_privilege(n.oid, 'USAGE')
            and has_table_privilege(t.oid, 'SELECT') and has_table_privilege(t.oid, 'INSERT')
            and has_table_privilege(t.oid, 'DELETE')
            and case when t.relname = 'holdfast_audit'
              then has_column_privilege(t.oid, 'batch', 'UPDATE')
              else has_table_privilege(t.oid, 'UPDATE') end
            as "usable",
          a.attname::text as "column", format_type(a.atttypid, null) as "type",
          a.attnotnull as "required",
          a.atthasdef or a.attidentity <> '' as "filled",
          exists (select 1 from pg_index i
            where i.indrelid = t.oid and i.indisunique and i.indisvalid and i.indpred is null
              and i.indnkeyatts = 1 and i.indkey[0] = a.attnum) as "unique"
        from pg_class t
        join pg_namespace n on n.oid = t.relnamespace
        join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        where t.relkind in ('r', 'p', 'v', 'm', 'f')
          and (t.relname = any(?) or t.relname like 'holdfast\\_%')
          and n.nspname = any(array_append(f."path", ?::text))
      ) c on true
      order by c."schema", c."table"
      """;

  /** One table, its columns by name. */
  record Table(boolean plain, boolean usable, Map<String, Column> columns) {}

  /**
   * One column.
   *
   * @param filled whether the database fills it where a statement does not
   * @param unique whether it alone is unique
   */
  record Column(String type, boolean required, boolean filled, boolean unique) {}

  /** Asks the database; {@code schema} is looked at beside those on the search path. */
  static Survey take(Connection connection, @Nullable String schema) throws SQLException {
    try (var query = connection.prepareStatement(QUERY)) {
      query.setArray(1, connection.createArrayOf("text", Shape.knownTables().toArray()));
      query.setString(2, schema);
      try (var row = query.executeQuery()) {
        row.next();
        var schemas = new TreeMap<String, Map<String, Table>>();
        var survey =
            new Survey(
                row.getString("version"),
                row.getBoolean("readOnly"),
                row.getBoolean("tls"),
                row.getString("role"),
                row.getInt("process"),
                row.getInt("mostConnections"),
                row.getObject("now", OffsetDateTime.class).toInstant(),
                List.copyOf(Arrays.asList((String[]) row.getArray("path").getArray())),
                schemas);
        do {
          add(row, schemas);
        } while (row.next());
        return survey;
      }
    }
  }

  private static void add(ResultSet row, Map<String, Map<String, Table>> schemas)
      throws SQLException {
    @Nullable String schema = row.getString("schema");
    if (schema == null) return;
    boolean plain = row.getBoolean("plain");
    boolean usable = row.getBoolean("usable");
    schemas
        .computeIfAbsent(schema, absent -> new TreeMap<>())
        .computeIfAbsent(
            row.getString("table"), absent -> new Table(plain, usable, new TreeMap<>()))
        .columns()
        .put(
            row.getString("column"),
            new Column(
                row.getString("type"),
                row.getBoolean("required"),
                row.getBoolean("filled"),
                row.getBoolean("unique")));
  }

  /**
   * The schema to work in: the one that was asked for; else the first on the path that has our
   * tables, then that has the reference's, then the first. Empty: the path names none that exists.
   */
  Optional<String> schema(@Nullable String wanted) {
    if (wanted != null) return Optional.of(wanted);
    return path.stream()
        .filter(name -> tables(name).containsKey("holdfast_meta"))
        .findFirst()
        .or(() -> path.stream().filter(name -> tables(name).containsKey("user")).findFirst())
        .or(() -> path.stream().findFirst());
  }

  Map<String, Table> tables(String schema) {
    return schemas.getOrDefault(schema, Map.of());
  }
}
