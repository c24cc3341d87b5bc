package dev.holdfast.postgres;

import dev.holdfast.domain.InvalidValue;
import dev.holdfast.domain.platform.Unavailable;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed call to the database means. Made only by {@link Failures}.
 *
 * @param kind what the caller is told
 * @param connection whether the connection is lost or useless: another one may do, and it counts as
 *     a fault of the way to the database. A statement that ran out of time is no such fault.
 */
record Failure(Kind kind, boolean connection, SQLException cause) {
  enum Kind {
    /** A constraint refused it. */
    CONFLICT,
    /** Text that PostgreSQL cannot store. */
    INVALID,
    /** Not now, and nothing was applied. */
    NOT_APPLIED,
    /** Not now, and whether it was applied is not known. */
    UNKNOWN,
    /** Our own fault: a statement that cannot work. */
    BUG
  }

  /** A fresh connection may give the answer, and asking twice does no harm. */
  boolean mayBeRepeated() {
    return connection && kind == Kind.NOT_APPLIED;
  }

  RuntimeException toException() {
    return switch (kind) {
      case CONFLICT -> new ConflictException(cause);
      case INVALID -> new InvalidValue("body", "INVALID_TEXT", "Invalid text");
      case NOT_APPLIED -> unavailable(Unavailable.Effect.NONE);
      case UNKNOWN -> unavailable(Unavailable.Effect.UNKNOWN);
      case BUG -> new IllegalStateException("the database refused a statement: " + said(), cause);
    };
  }

  /** The SQLSTATE and the first line of the message. */
  String said() {
    return said(cause);
  }

  static String said(SQLException cause) {
    @Nullable String state = cause.getSQLState();
    var message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return (state == null ? "no SQLSTATE" : state) + " " + message;
  }

  private Unavailable unavailable(Unavailable.Effect effect) {
    return new Unavailable(Unavailable.Part.STORE, effect, said(), cause);
  }
}
