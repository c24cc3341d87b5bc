package dev.holdfast.postgres;

/**
 * Told of each statement before it is sent, as decisions "Query" counts them: not of time limits,
 * locks, BEGIN and COMMIT. Must be fast and must not throw.
 */
@FunctionalInterface
public interface StatementListener {
  StatementListener NONE = sql -> {};

  void sent(String sql);
}
