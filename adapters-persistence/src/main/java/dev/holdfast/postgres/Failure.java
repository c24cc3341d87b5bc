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
    /**
     * The connection is lost or useless: another one may do. Counts as a fault of the way to the
     * database, which a statement that ran out of time does not.
     */
    FRESH_CONNECTION,
    /** Others were in the way: a moment later it may go through. */
    PAUSE
  }

  /** The connection is of no more use. */
  boolean isLost() {
    return remedy == Remedy.FRESH_CONNECTION;
  }

  /** Trying again may help and does no harm. */
  boolean mayBeRepeated(int tries) {
    if (kind != Kind.NOT_APPLIED) return false;
    return switch (remedy) {
      case NONE -> false;
      case FRESH_CONNECTION -> tries < 2;
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
    var message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return (state == null ? "no SQLSTATE" : state) + " " + message;
  }

  private Unavailable unavailable(Unavailable.Effect effect) {
    return new Unavailable(Unavailable.Part.STORE, effect, said(), cause);
  }
}
