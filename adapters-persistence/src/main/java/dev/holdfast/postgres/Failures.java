package dev.holdfast.postgres;

import static dev.holdfast.postgres.Failure.Kind.BUG;
import static dev.holdfast.postgres.Failure.Kind.CONFLICT;
import static dev.holdfast.postgres.Failure.Kind.INVALID;
import static dev.holdfast.postgres.Failure.Kind.NOT_APPLIED;
import static dev.holdfast.postgres.Failure.Kind.UNKNOWN;
import static dev.holdfast.postgres.Failure.Remedy.FRESH_CONNECTION;
import static dev.holdfast.postgres.Failure.Remedy.NONE;
import static dev.holdfast.postgres.Failure.Remedy.OTHER_CONNECTION;
import static dev.holdfast.postgres.Failure.Remedy.PAUSE;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says what a failure of the database means (faults rule 1), by SQLSTATE
 * (PostgreSQL manual, appendix A) and by how far the call had come.
 */
final class Failures {
  /** How far a call had come when it failed. */
  enum Stage {
    /** No connection yet: nothing was sent. */
    CONNECTING,
    /** A statement that changes nothing, or one whose transaction cannot have been committed. */
    HARMLESS,
    /** A writing statement in autocommit, or a COMMIT: once sent it may have been applied. */
    COMMITTING
  }

  /** Sent by the server instead of applying anything, and then this one connection ends. */
  private static final Set<String> SERVER_ENDS_CONNECTION =
      Set.of("57P01", "57P05", "25P03", "25P04");

  /** Starting or stopping, full, or no longer the primary. */
  private static final Set<String> SERVER_TAKES_NOBODY = Set.of("57P03", "25006", "53300");

  /**
   * The server answers, and not now: cancelled or out of time (57014), lock not granted (55P03),
   * deadlock and serialization (class 40), rights changed under us (42501, class 28), renewed plans
   * (0A000), named statements behind a pooler that does not know them (26000, 42P05).
   */
  private static final Set<String> NOT_NOW =
      Set.of("57014", "55P03", "55006", "42501", "3D000", "0A000", "26000", "42P05");

  private Failures() {}

  static Failure classify(SQLException cause, Stage stage) {
    @Nullable String state = cause.getSQLState();
    if (stage == Stage.CONNECTING) return new Failure(NOT_APPLIED, remedy(state), cause);
    if (state == null || state.length() != 5) {
      boolean lost = cause instanceof SQLTransientException || state == null;
      return lost ? lost(stage, cause) : new Failure(BUG, NONE, cause);
    }
    if (SERVER_ENDS_CONNECTION.contains(state)) {
      return new Failure(NOT_APPLIED, OTHER_CONNECTION, cause);
    }
    if (SERVER_TAKES_NOBODY.contains(state)) {
      return new Failure(NOT_APPLIED, FRESH_CONNECTION, cause);
    }
    if (NOT_NOW.contains(state)) return new Failure(NOT_APPLIED, NONE, cause);
    return switch (state.substring(0, 2)) {
      // 57P02: another backend crashed; ours may have committed just before.
      case "08", "57" -> lost(stage, cause);
      case "23" -> new Failure(CONFLICT, NONE, cause);
      case "22" -> new Failure(isText(state) ? INVALID : BUG, NONE, cause);
      // Deadlock, serialization failure; 40003: whether the statement completed is not known.
      case "40" ->
          state.equals("40003")
              ? new Failure(UNKNOWN, NONE, cause)
              : new Failure(NOT_APPLIED, PAUSE, cause);
      // No resources, the system beneath.
      case "53", "58", "XX" -> new Failure(NOT_APPLIED, NONE, cause);
      case "28" -> new Failure(NOT_APPLIED, NONE, cause);
      default -> new Failure(BUG, NONE, cause);
    };
  }

  private static Failure.Remedy remedy(@Nullable String state) {
    boolean one = state != null && SERVER_ENDS_CONNECTION.contains(state);
    return one ? OTHER_CONNECTION : FRESH_CONNECTION;
  }

  private static Failure lost(Stage stage, SQLException cause) {
    var kind = stage == Stage.COMMITTING ? UNKNOWN : NOT_APPLIED;
    return new Failure(kind, FRESH_CONNECTION, cause);
  }

  /** A byte sequence or a character that the database cannot hold. */
  private static boolean isText(String state) {
    return state.equals("22021") || state.equals("22P05");
  }
}
