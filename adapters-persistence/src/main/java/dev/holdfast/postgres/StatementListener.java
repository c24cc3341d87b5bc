package dev.holdfast.postgres;

/**
 * Told of each statement before it is sent, as decisions "Query" counts them: not of time limits,
 * locks, BEGIN and COMMIT; and of the times that things take. Called on the thread that works. Must
 * be fast and must not throw.
 */
@FunctionalInterface
public interface StatementListener {
  StatementListener NONE = sql -> {};

  void sent(String sql);

  /** A statement was answered, or failed, this long after it was sent. */
  default void ended(String sql, long nanos) {}

  /** Somebody got a connection, or was refused one, after this long. */
  default void waited(long nanos) {}

  /** A connection was given back after this long in use. */
  default void used(long nanos) {}
}
