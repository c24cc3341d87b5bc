package dev.holdfast.postgres;

import dev.holdfast.postgres.Failures.Stage;
import java.sql.Connection;
import java.sql.SQLException;

/** Several statements on one connection. Nothing of it can be applied before COMMIT is sent. */
final class Transaction {
  private final Connection connection;
  private boolean fresh = true;
  private boolean committed;

  Transaction(Connection connection) {
    this.connection = connection;
  }

  /** BEGIN travels with the first statement. */
  void begin() {
    try {
      connection.setAutoCommit(false);
    } catch (SQLException problem) {
      throw Failures.classify(problem, Stage.HARMLESS).toException();
    }
  }

  Connection connection() {
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
      connection.commit();
      committed = true;
    } catch (SQLException problem) {
      throw Failures.classify(problem, Stage.COMMITTING).toException();
    }
  }

  /** Undoes what was not committed, and makes the connection fit for others. */
  void end() {
    try {
      if (!committed) connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException broken) {
      // The connection is lost, and with it the transaction: the server undoes it.
    }
  }
}
