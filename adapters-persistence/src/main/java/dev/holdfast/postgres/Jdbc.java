package dev.holdfast.postgres;

import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.postgres.Failures.Stage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one place that borrows connections and sends statements. Each statement carries its time
 * limits in its own round trip: {@code select set_config(…); <statement>} is one prepared statement
 * in autocommit, atomic and safe behind a transaction pooler (decisions "Time-outs").
 *
 * <p>Names in braces are tables: {@code {user}} becomes {@code "public"."user"}.
 *
 * <p>Everything throws {@link Unavailable} when the database cannot answer. A read is repeated once
 * on a fresh connection; a write only if the server said that it did not apply it.
 */
public final class Jdbc {
  private static final String LIMITS =
      "select set_config('statement_timeout',?,true), set_config('lock_timeout',?,true);\n";

  private static final String TRANSACTION_LIMITS =
      "select set_config('statement_timeout',?,true), set_config('lock_timeout',?,true),"
          + " set_config('idle_in_transaction_session_timeout',?,true);\n";

  private static final String LOCK = "select pg_advisory_xact_lock(?);\n";

  private static final ScopedValue<Transaction> CURRENT = ScopedValue.newInstance();

  private final Pool pool;
  private final Supplier<Installation> installation;
  private final StatementListener listener;
  private final Map<String, String> rendered = new ConcurrentHashMap<>();

  Jdbc(Pool pool, Supplier<Installation> installation, StatementListener listener) {
    this.pool = pool;
    this.installation = installation;
    this.listener = listener;
  }

  /** Binds the values of a statement. */
  @FunctionalInterface
  public interface Binder {
    Binder NOTHING = values -> {};

    void bind(Parameters values) throws SQLException;
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  public interface Mapper<T> {
    T map(Row row) throws SQLException;
  }

  /** Reads the first row; empty if there is none. */
  public <T> Optional<T> first(String sql, Binder binder, Mapper<T> mapper) {
    return list(sql, binder, mapper).stream().findFirst();
  }

  /** Reads all rows. */
  public <T> List<T> list(String sql, Binder binder, Mapper<T> mapper) {
    return run(new Statement<>(sql, null, Deadlines.READ, binder, rows(mapper)));
  }

  /** Writes; how many rows that concerned. */
  public int write(String sql, Binder binder) {
    return run(
        new Statement<>(sql, null, Deadlines.WRITE, binder, PreparedStatement::getUpdateCount));
  }

  /** Writes with a statement whose answer is one row with one number. */
  public int writeCounting(String sql, Binder binder) {
    return run(new Statement<>(sql, null, Deadlines.WRITE, binder, Jdbc::number));
  }

  /**
   * The same while nobody else, on any instance, holds this lock. The statement sees all that the
   * lock's former holders have committed: its snapshot is taken after the lock is granted.
   */
  public int writeCountingLocked(long lock, String sql, Binder binder) {
    return run(new Statement<>(sql, lock, Deadlines.WRITE, binder, Jdbc::number));
  }

  /** Runs work whose statements are committed together, or not at all. Joins a running one. */
  <T> T inTransaction(Supplier<T> work) {
    if (CURRENT.isBound()) return work.get();
    try (var borrowed = borrow(Deadlines.WRITE)) {
      var transaction = new Transaction(borrowed.connection());
      transaction.begin();
      try {
        T result = ScopedValue.where(CURRENT, transaction).call(work::get);
        transaction.commit();
        return result;
      } finally {
        transaction.end();
      }
    }
  }

  private <T> T run(Statement<T> statement) {
    var sql = rendered.computeIfAbsent(statement.sql(), installation.get()::render);
    if (CURRENT.isBound()) return runInTransaction(CURRENT.get(), sql, statement);
    try {
      return runOn(borrow(statement.deadlines()), sql, statement);
    } catch (Failed first) {
      if (!first.failure.mayBeRepeated()) throw first.failure.toException();
      pool.renew();
    }
    try {
      return runOn(borrowAlive(statement.deadlines()), sql, statement);
    } catch (Failed second) {
      throw second.failure.toException();
    }
  }

  private <T> T runOn(Pool.Borrowed connection, String sql, Statement<T> statement) {
    try (var borrowed = connection) {
      return execute(borrowed.connection(), LIMITS, sql, statement);
    } catch (SQLException problem) {
      throw new Failed(problem, statement.isRead() ? Stage.HARMLESS : Stage.COMMITTING);
    }
  }

  private <T> T runInTransaction(Transaction transaction, String sql, Statement<T> statement) {
    try {
      // The limits last until COMMIT, so only the first statement carries them.
      var limits = transaction.isFresh() ? TRANSACTION_LIMITS : "";
      return execute(transaction.connection(), limits, sql, statement);
    } catch (SQLException problem) {
      throw Failures.classify(problem, Stage.HARMLESS).toException();
    }
  }

  private Pool.Borrowed borrow(Deadlines deadlines) {
    try {
      return pool.borrow(deadlines);
    } catch (SQLException problem) {
      throw Failures.classify(problem, Stage.CONNECTING).toException();
    }
  }

  private Pool.Borrowed borrowAlive(Deadlines deadlines) {
    try {
      return pool.borrowAlive(deadlines);
    } catch (SQLException problem) {
      throw Failures.classify(problem, Stage.CONNECTING).toException();
    }
  }

  private <T> T execute(Connection connection, String limits, String sql, Statement<T> statement)
      throws SQLException {
    var lock = statement.lock();
    listener.sent(sql);
    var text = limits + (lock == null ? "" : LOCK) + sql;
    try (var prepared = connection.prepareStatement(text)) {
      var values = new Parameters(prepared);
      if (limits.equals(LIMITS)) bind(statement.deadlines(), values);
      if (limits.equals(TRANSACTION_LIMITS)) {
        bind(Deadlines.WRITE, values).text(Deadlines.idleInTransaction());
      }
      if (lock != null) values.number(lock);
      statement.binder().bind(values);
      prepared.execute();
      if (!limits.isEmpty()) prepared.getMoreResults();
      if (lock != null) prepared.getMoreResults();
      return statement.answer().read(prepared);
    }
  }

  private static Parameters bind(Deadlines deadlines, Parameters values) throws SQLException {
    return values.text(deadlines.statement()).text(deadlines.lock());
  }

  private static <T> Answer<List<T>> rows(Mapper<T> mapper) {
    return prepared -> {
      var rows = prepared.getResultSet();
      var row = new Row(rows);
      var list = new ArrayList<T>();
      while (rows.next()) list.add(mapper.map(row));
      return List.copyOf(list);
    };
  }

  private static int number(PreparedStatement prepared) throws SQLException {
    var rows = prepared.getResultSet();
    rows.next();
    return rows.getInt(1);
  }

  /** Reads what was asked for from an executed statement. */
  @FunctionalInterface
  private interface Answer<T> {
    T read(PreparedStatement executed) throws SQLException;
  }

  private record Statement<T>(
      String sql, @Nullable Long lock, Deadlines deadlines, Binder binder, Answer<T> answer) {
    boolean isRead() {
      return deadlines == Deadlines.READ;
    }
  }

  /** Carries a classified failure to the place that decides whether to try again. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Failure failure;

    Failed(SQLException problem, Stage stage) {
      super(null, problem, false, false);
      this.failure = Failures.classify(problem, stage);
    }
  }
}
