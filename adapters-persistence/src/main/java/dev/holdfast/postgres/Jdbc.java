package dev.holdfast.postgres;

import dev.holdfast.domain.InvalidValue;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.postgres.Failures.Stage;
import dev.holdfast.postgres.Pool.Borrowed;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
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
 * on a fresh connection; a write only if the server said that it did not apply it. What lost
 * against others (a deadlock) is repeated a few times.
 */
public final class Jdbc {
  /**
   * What every first statement is preceded by, in the same round trip; answers about the server.
   */
  private static final String LIMITS =
      "select set_config('statement_timeout',?,true), set_config('lock_timeout',?,true),"
          + " pg_is_in_recovery() as \"standby\", clock_timestamp() as \"now\"";

  private static final String TRANSACTION_LIMITS =
      LIMITS + ", set_config('idle_in_transaction_session_timeout',?,true)";

  private static final String LOCK = "select pg_advisory_xact_lock(?);\n";

  private static final ScopedValue<Transaction> CURRENT = ScopedValue.newInstance();

  private final Link link;
  private final Map<String, String> rendered = new ConcurrentHashMap<>();

  Jdbc(Link link) {
    this.link = link;
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

  /** The same without those rows that cannot be read, each of which is told of. */
  public <T> List<T> listReadable(String sql, Binder binder, Mapper<T> mapper) {
    Mapper<Optional<T>> forgiving =
        row -> {
          try {
            return Optional.of(mapped(row, mapper));
          } catch (Row.CorruptRow corrupt) {
            link.tell(sql, corrupt);
            return Optional.empty();
          }
        };
    return list(sql, binder, forgiving).stream().flatMap(Optional::stream).toList();
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

  /**
   * Runs work whose statements are committed together, or not at all. Joins a running one. The work
   * may be run again, as long as nothing of it was applied.
   */
  <T> T inTransaction(Supplier<T> work) {
    if (CURRENT.isBound()) return work.get();
    return link.repeated(
        connection -> {
          var transaction = new Transaction(connection);
          transaction.begin();
          try {
            T result = ScopedValue.where(CURRENT, transaction).call(work::get);
            transaction.commit();
            return result;
          } finally {
            transaction.end();
          }
        });
  }

  private <T> T run(Statement<T> statement) {
    var sql = rendered.computeIfAbsent(statement.sql(), link.installation()::render);
    if (CURRENT.isBound()) return runInTransaction(CURRENT.get(), sql, statement);
    return link.repeated(
        connection -> {
          try {
            return execute(connection, LIMITS, sql, statement);
          } catch (SQLException problem) {
            throw new Failed(problem, statement.isRead() ? Stage.HARMLESS : Stage.COMMITTING);
          }
        });
  }

  private <T> T runInTransaction(Transaction transaction, String sql, Statement<T> statement) {
    try {
      // The limits last until COMMIT, so only the first statement carries them.
      var limits = transaction.isFresh() ? TRANSACTION_LIMITS : "";
      return execute(transaction.connection(), limits, sql, statement);
    } catch (SQLException problem) {
      throw new Failed(problem, Stage.HARMLESS);
    }
  }

  private <T> T execute(Borrowed connection, String first, String sql, Statement<T> statement)
      throws SQLException {
    var lock = statement.lock();
    boolean alone = first.equals(LIMITS);
    // What the first statement of a transaction sets is in force for all of them.
    var limits = (alone ? statement.deadlines() : Deadlines.WRITE).now();
    connection.limit(limits);
    long begun = link.sending(sql);
    var text = (first.isEmpty() ? "" : first + ";\n") + (lock == null ? "" : LOCK) + sql;
    try (var prepared = connection.connection().prepareStatement(text)) {
      var values = new Parameters(prepared);
      if (!first.isEmpty()) bind(limits, values);
      if (first.equals(TRANSACTION_LIMITS)) values.text(Deadlines.idleInTransaction());
      if (lock != null) values.number(lock);
      statement.binder().bind(values);
      var sent = link.now();
      prepared.execute();
      if (!first.isEmpty()) {
        link.answered(new Row(firstOf(prepared)), sent);
        prepared.getMoreResults();
      }
      if (lock != null) prepared.getMoreResults();
      return statement.answer().read(prepared);
    } catch (Row.CorruptRow corrupt) {
      throw link.corrupt(sql, corrupt);
    } finally {
      link.ended(sql, begun);
    }
  }

  private static ResultSet firstOf(PreparedStatement prepared) throws SQLException {
    var row = prepared.getResultSet();
    row.next();
    return row;
  }

  private static void bind(Deadlines.Limits limits, Parameters values) throws SQLException {
    values.text(Long.toString(limits.statement())).text(Long.toString(limits.lock()));
  }

  private static <T> Answer<List<T>> rows(Mapper<T> mapper) {
    return prepared -> {
      var rows = prepared.getResultSet();
      var row = new Row(rows);
      var list = new ArrayList<T>();
      while (rows.next()) list.add(mapped(row, mapper));
      return List.copyOf(list);
    };
  }

  /** What a value of the domain refuses can have come into the row by other hands alone. */
  private static <T> T mapped(Row row, Mapper<T> mapper) throws SQLException {
    try {
      return mapper.map(row);
    } catch (InvalidValue refused) {
      throw new Row.CorruptRow(refused.field());
    } catch (IllegalArgumentException | DateTimeException refused) {
      throw new Row.CorruptRow("any");
    }
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
}
