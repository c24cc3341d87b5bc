package dev.holdfast.postgres;

import dev.holdfast.domain.platform.Deadline;
import dev.holdfast.domain.platform.Transactions;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.postgres.audit.AuditRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database as the program's start sees it: made without a connection, then connected, as often
 * as it takes. Until that has succeeded once, every store throws {@link Unavailable}.
 */
public final class Database implements AutoCloseable {
  private static final String RUNTIME = "DATABASE_URL";
  private static final String OWNER = "DATABASE_URL_UNPOOLED";

  private static final String STATE =
      """
      select pg_is_in_recovery() as "standby",
        current_setting('transaction_read_only') = 'on' as "readOnly"
      """;

  /** How long the start waits for a first answer. */
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(4);

  /** For readiness: who asks wants an answer, not a wait. */
  private static final Duration READINESS = Duration.ofSeconds(1);

  /** A database that nobody used for this long may have gone to sleep. */
  private static final Duration QUIET = Duration.ofSeconds(30);

  private final @Nullable DatabaseSettings owner;
  private final Machine machine;
  private final Breaker breaker;
  private final Prober prober;
  private final ClockOffset offset;
  private final Link link;
  private final Jdbc jdbc;
  private volatile ConnectionPlan plan;
  private volatile @Nullable Long lastGood;

  /**
   * Opens nothing yet.
   *
   * @param plan for the run-time role ({@code DATABASE_URL})
   * @param owner of the role that migrates ({@code DATABASE_URL_UNPOOLED}); null: the same one
   */
  public Database(ConnectionPlan plan, @Nullable DatabaseSettings owner, Machine machine) {
    this.plan = plan;
    this.owner = owner;
    this.machine = machine;
    this.breaker = new Breaker(machine.uptime(), machine.events());
    this.prober = new Prober(breaker, this::probe, this::renew);
    this.offset = new ClockOffset(machine.clock(), machine.uptime(), machine.events());
    this.link = new Link(machine, breaker, prober, offset);
    this.jdbc = new Jdbc(link);
  }

  /** What was found; {@link Unavailable} until the database was reached once. */
  public Installation installation() {
    return link.installation();
  }

  public Jdbc jdbc() {
    return jdbc;
  }

  /** The rows of the audit that this process writes. */
  public AuditRows auditRows() {
    return new AuditRows(machine.instance());
  }

  /**
   * Whether a connection is to be had that may write; a standby may not. A database that may sleep
   * is not asked while nobody else wants anything of it: the last good answer holds until then.
   *
   * @return how long ago the answer was given; empty if it takes no writes
   * @throws Unavailable if the database does not answer within a second
   */
  public Optional<Duration> takesWrites() {
    long used = link.lastUse();
    long now = link.nanos();
    var good = lastGood;
    if (good != null && isQuiet(now - used)) return Optional.of(Duration.ofNanos(now - good));

    lastGood = null;
    boolean readOnly =
        Deadline.within(
            READINESS,
            machine.uptime(),
            () -> jdbc.list(STATE, Jdbc.Binder.NOTHING, row -> row.flag("readOnly")).getFirst());
    link.unused(used, link.lastUse());
    if (readOnly) {
      prober.doubt();
      return Optional.empty();
    }
    lastGood = now;
    return Optional.of(Duration.ZERO);
  }

  /**
   * Does work that nobody waits for, unless that would wake a database which may sleep; it does not
   * count as use.
   *
   * @return whether it was done
   */
  public boolean whileAwake(Runnable work) {
    long used = link.lastUse();
    if (isQuiet(link.nanos() - used)) return false;
    work.run();
    link.unused(used, link.lastUse());
    return true;
  }

  private boolean isQuiet(long unusedNanos) {
    return plan.mode() == ConnectionMode.SERVERLESS
        && unusedNanos > QUIET.toNanos()
        && !breaker.isOpen();
  }

  /** What the connections are doing; all zero until the database was reached once. */
  public Load load() {
    var pool = link.pool();
    return pool == null ? Load.NONE : pool.load();
  }

  /** Whether requests are turned away because the database is known to be away. */
  public boolean isAway() {
    return breaker.isOpen();
  }

  /** How far the database's clock is ahead of this machine's, as measured last. */
  public Duration clockAhead() {
    return offset.ahead();
  }

  /** What to add to this machine's clock so that all instances agree; zero below 5 s. */
  public Duration clockCorrection() {
    return offset.correction();
  }

  /** The process was frozen: connections from before may be dead, so that none is used again. */
  public void thawed(Duration frozen) {
    renew();
    offset.forgetWhen();
    machine.events().publish(new DatabaseEvent.Thawed(frozen));
  }

  /**
   * Lets go of all idle connections, so that this process keeps no database awake; returns when
   * they are closed, or after a second.
   */
  public void release() {
    int released = renew();
    var pool = link.pool();
    if (pool != null) pool.awaitRelease();
    machine.events().publish(new DatabaseEvent.Released(released));
  }

  private int renew() {
    var pool = link.pool();
    return pool == null ? 0 : pool.renew();
  }

  private Prober.Answer probe() throws SQLException {
    var within = plan.mode().connect();
    try (var connection = Connections.open(plan.settings(), plan.pooled(), within)) {
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(within.toMillis()));
      try (var statement = connection.prepareStatement(STATE);
          var row = statement.executeQuery()) {
        row.next();
        if (row.getBoolean("standby")) return Prober.Answer.STANDBY;
        return row.getBoolean("readOnly") ? Prober.Answer.READ_ONLY : Prober.Answer.TAKES_WRITES;
      }
    }
  }

  public Transactions transactions() {
    return new Transactor(jdbc);
  }

  /**
   * Looks at the database and migrates it if that is needed: two queries when it is current. Never
   * throws; may be called again after {@link Start.Waiting}.
   */
  public synchronized Start connect() {
    return connect(true);
  }

  /**
   * Looks at the database and changes nothing in it: one that is not migrated is refused. For
   * commands that look on.
   */
  public synchronized Start attach() {
    return connect(false);
  }

  private Start connect(boolean migrating) {
    long begun = System.nanoTime();
    var settings = plan.settings();
    try (var connection = Connections.open(settings, plan.pooled(), FIRST_ANSWER)) {
      return prepare(connection, since(begun), migrating);
    } catch (OwnerFailure failure) {
      return StartFailures.classify(OWNER, failure.settings, failure.problem);
    } catch (SQLException problem) {
      return StartFailures.classify(RUNTIME, settings, problem);
    } catch (RefusedException refused) {
      return new Start.Wrong(String.valueOf(refused.getMessage()), refused.mend());
    }
  }

  private Start prepare(Connection connection, Duration connected, boolean migrating)
      throws SQLException {
    var settings = plan.settings();
    var surveyed = machine.clock().instant();
    var survey = Survey.take(connection, settings.schema());
    offset.measure(survey.now(), surveyed);
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
      if (!migrating) {
        throw new RefusedException(
            RUNTIME + ": the schema is not the one that this version works with",
            "Bring it up first: holdfast migrate, or a start of this version.");
      }
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
    // Between the two queries somebody else may have made the tables that were missing.
    if (!Grants.suffice(survey, schema)) survey = Survey.take(connection, settings.schema());
    if (!Grants.suffice(survey, schema)) throw withoutRights(survey, schema);
    if (Connections.isPooled(connection, survey.process())) plan = plan.behindPooler();
    int most = plan.poolSize(survey.mostConnections());
    var found = installation(survey, schema, meta);
    open(most, found);
    if (survey.readOnly()) return readOnly();
    return new Start.Ready(
        new Start.Report(
            survey.version(),
            survey.tls(),
            connected,
            roundTrip,
            plan,
            most,
            offset.ahead(),
            migrations,
            found));
  }

  private void open(int most, Installation found) {
    if (link.pool() == null)
      link.made(new Pool(plan, most, this::connectionFailed, breaker, machine.uptime()));
    link.found(found);
  }

  private void connectionFailed(SQLException problem) {
    var failure = Failures.classify(problem, Failures.Stage.CONNECTING);
    var pool = link.pool();
    // No more connections than there are: as long as there are some, they will do.
    boolean full = "53300".equals(problem.getSQLState()) && pool != null && pool.hasConnections();
    if (failure.isOfTheWay() && !full) breaker.failed(failure.said());
    prober.doubt();
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
    var migrations = new Migrations(schema, machine.instance());
    if (owner == null) return migrations.apply(runtime, null);
    try (var connection = Connections.open(owner, owner.looksPooled(), FIRST_ANSWER)) {
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
    prober.close();
    var pool = link.pool();
    if (pool != null) pool.close();
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
