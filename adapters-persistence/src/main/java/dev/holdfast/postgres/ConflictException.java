package dev.holdfast.postgres;

import java.sql.SQLException;

/** A constraint refused a row, and the statement did not say what to do then. */
public final class ConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConflictException(SQLException cause) {
    super("a constraint refused a row: " + cause.getSQLState(), cause);
  }
}
