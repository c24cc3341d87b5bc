package dev.holdfast.postgres;

import dev.holdfast.postgres.Failures.Stage;
import dev.holdfast.postgres.Pool.Borrowed;
import java.sql.SQLException;

/** Several statements on one connection. Nothing of it can be applied before COMMIT is sent. */
final class Transaction {
  private final Borrowed connection;
  private boolean fresh = true;
  private boolean committed;

  Transaction(Borrowed connection) {
    this.connection = connection;
  }

  /** BEGIN travels with the first statement. */
  void begin() {
    try {
      connection.connection().setAutoCommit(false);
    } catch (SQLException problem) {
      throw new Failed(problem, Stage.HARMLESS);
    }
  }

  Borrowed connection() {
    return connection;
  }

  /** Whether this is the first statement. */
  boolean isFresh() {
    boolean first = fresh;
    fresh = false;
    return first;
  }

  void commit() {
    try {
      connection.limit(Deadlines.WRITE.now());
      connection.connection().commit();
      committed = true;
    } catch (SQLException problem) {
      throw new Failed(problem, Stage.COMMITTING);
    }
  }

  /** Undoes what was not committed, and makes the connection fit for others. */
  void end() {
    try {
      if (!committed) connection.connection().rollback();
      connection.connection().setAutoCommit(true);
    } catch (SQLException broken) {
      // The connection is lost, and with it the transaction: the server undoes it.
    }
  }
}
