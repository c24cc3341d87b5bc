package dev.holdfast.postgres;

import dev.holdfast.domain.InvalidValue;
import dev.holdfast.domain.platform.Unavailable;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed call to the database means. Made only by {@link Failures}.
 *
 * @param kind what the caller is told
 * @param remedy what may help if the same is tried again
 */
record Failure(Kind kind, Remedy remedy, SQLException cause) {
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

  enum Remedy {
    NONE,
    /** The server ended this connection: another one may do, one of those in the pool as well. */
    OTHER_CONNECTION,
    /**
     * The way to the database is in doubt, and so are all connections that were made before: a
     * fresh one may do. A statement that ran out of time is no such fault.
     */
    FRESH_CONNECTION,
    /** Others were in the way: a moment later it may go through. */
    PAUSE
  }

  /** The connection is of no more use. */
  boolean isLost() {
    return remedy == Remedy.FRESH_CONNECTION || remedy == Remedy.OTHER_CONNECTION;
  }

  /** Not only this connection is concerned. */
  boolean isOfTheWay() {
    return remedy == Remedy.FRESH_CONNECTION;
  }

  /** Trying again may help and does no harm. */
  boolean mayBeRepeated(int tries) {
    if (kind != Kind.NOT_APPLIED) return false;
    return switch (remedy) {
      case NONE -> false;
      case FRESH_CONNECTION, OTHER_CONNECTION -> tries < 2;
      case PAUSE -> tries < 4;
    };
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
    // The pool says only that there was no connection; the driver said why.
    var why = cause.getCause() instanceof SQLException driver ? driver : cause;
    var message = String.valueOf(why.getMessage()).lines().findFirst().orElse("");
    return (state == null ? "no SQLSTATE" : state) + " " + message;
  }

  private Unavailable unavailable(Unavailable.Effect effect) {
    return new Unavailable(Unavailable.Part.STORE, effect, said(), cause);
  }
}
