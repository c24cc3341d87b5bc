package dev.holdfast.postgres;

import dev.holdfast.domain.platform.Transactions;
import dev.holdfast.domain.platform.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The database as the program's start sees it: made without a connection, then connected, as often
 * as it takes. Until that has succeeded once, every store throws {@link Unavailable}.
 */
public final class Database implements AutoCloseable {
  private static final String RUNTIME = "DATABASE_URL";
  private static final String OWNER = "DATABASE_URL_UNPOOLED";

  private static final String TAKES_WRITES =
      """
      select current_setting('transaction_read_only') = 'off' as "takesWrites"
      """;

  /** How long the start waits for a first answer. */
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(4);

  private final DatabaseSettings settings;
  private final @Nullable DatabaseSettings owner;
  private final Pool pool;
  private final Jdbc jdbc;
  private volatile @Nullable Installation installation;

  /**
   * @param settings of the run-time role ({@code DATABASE_URL})
   * @param owner of the role that migrates ({@code DATABASE_URL_UNPOOLED}); null: the same one
   */
  public Database(
      DatabaseSettings settings, @Nullable DatabaseSettings owner, StatementListener listener) {
    this.settings = settings;
    this.owner = owner;
    this.pool = new Pool(settings);
    this.jdbc = new Jdbc(pool, this::installation, listener);
  }

  /** What was found; {@link Unavailable} until the database was reached once. */
  public Installation installation() {
    var known = installation;
    if (known == null) throw Unavailable.store("the database was not reached yet", null);
    return known;
  }

  public Jdbc jdbc() {
    return jdbc;
  }

  /** Asks whether a connection is to be had that may write; a standby may not. */
  public boolean takesWrites() {
    return jdbc.first(TAKES_WRITES, Jdbc.Binder.NOTHING, row -> row.flag("takesWrites"))
        .orElse(false);
  }

  public Transactions transactions() {
    return new Transactor(jdbc);
  }

  /**
   * Looks at the database and migrates it if that is needed: two queries when it is current. Never
   * throws; may be called again after {@link Start.Waiting}.
   */
  public synchronized Start connect() {
    long begun = System.nanoTime();
    try (var connection = Connections.open(settings, FIRST_ANSWER)) {
      return prepare(connection, since(begun));
    } catch (OwnerFailure failure) {
      return StartFailures.classify(OWNER, failure.settings, failure.problem);
    } catch (SQLException problem) {
      return StartFailures.classify(RUNTIME, settings, problem);
    } catch (RefusedException refused) {
      return new Start.Wrong(String.valueOf(refused.getMessage()), refused.mend());
    }
  }

  private Start prepare(Connection connection, Duration connected) throws SQLException {
    var survey = Survey.take(connection, settings.schema());
    var schema = survey.schema(settings.schema()).orElse(null);
    if (schema == null) {
      throw new RefusedException(
          RUNTIME + ": the role's search_path names no schema that exists and that it may use",
          "Create the schema or grant usage on it, or name one with schema= in the URL.");
    }
    Shape.check(survey.tables(schema));

    var migrations = List.<String>of();
    long asked = System.nanoTime();
    var meta = meta(connection, survey, schema);
    if (meta == null || !meta.isCurrent()) {
      if (survey.readOnly()) return readOnly();
      migrations = migrate(connection, survey, schema);
      survey = Survey.take(connection, settings.schema());
      asked = System.nanoTime();
      meta = meta(connection, survey, schema);
    }
    var roundTrip = since(asked);
    if (meta == null) {
      throw new RefusedException(
          OWNER + " migrated another database than " + RUNTIME + " names",
          "Let both URLs name the same database.");
    }
    if (!Grants.suffice(survey, schema)) throw withoutRights(survey, schema);
    var found = installation(survey, schema, meta);
    installation = found;
    if (survey.readOnly()) return readOnly();
    return new Start.Ready(
        new Start.Report(
            survey.version(),
            survey.tls(),
            connected,
            roundTrip,
            settings.looksPooled(),
            migrations,
            found));
  }

  /** What earlier starts left; null where there was none, refused where it must not be read. */
  private static @Nullable Meta meta(Connection connection, Survey survey, String schema)
      throws SQLException {
    var table = survey.tables(schema).get("holdfast_meta");
    if (table == null) return null;
    if (!table.usable()) throw withoutRights(survey, schema);
    var meta = Meta.read(connection, schema);
    meta.check();
    return meta;
  }

  private List<String> migrate(Connection runtime, Survey survey, String schema)
      throws SQLException {
    var migrations = new Migrations(schema);
    if (owner == null) return migrations.apply(runtime, null);
    try (var connection = Connections.open(owner, FIRST_ANSWER)) {
      boolean sameRole = Survey.take(connection, schema).role().equals(survey.role());
      return migrations.apply(connection, sameRole ? null : survey.role());
    } catch (SQLException problem) {
      throw new OwnerFailure(owner, problem);
    }
  }

  private static RefusedException withoutRights(Survey survey, String schema) {
    return new RefusedException(
        RUNTIME + ": the role " + survey.role() + " lacks rights (42501)",
        "Run as the owner of the tables:\n"
            + String.join("\n", new Grants(schema, survey.role()).lines()));
  }

  private static Installation installation(Survey survey, String schema, Meta meta) {
    var tables = survey.tables(schema);
    return new Installation(
        schema,
        meta.coexist(),
        meta.adoptedAt(),
        Shape.optionalColumns(tables),
        Shape.unserved(tables),
        meta.schemaVersion());
  }

  private static Start readOnly() {
    return new Start.Waiting("25006 the database takes no writes: a standby, or set read-only");
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Override
  public void close() {
    pool.close();
  }

  /** Tells a failure of the owner's connection from one of the run-time role's. */
  private static final class OwnerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient DatabaseSettings settings;
    private final transient SQLException problem;

    OwnerFailure(DatabaseSettings settings, SQLException problem) {
      super(null, problem, false, false);
      this.settings = settings;
      this.problem = problem;
    }
  }
}
