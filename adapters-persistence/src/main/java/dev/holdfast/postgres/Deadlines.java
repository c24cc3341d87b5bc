package dev.holdfast.postgres;

import java.time.Duration;

/**
 * How long one statement may take, in the database and on the wire (decisions "Deadlines"). The
 * socket waits longer than the database, so that the database's own answer comes first.
 */
enum Deadlines {
  /** Short enough for a second try inside the request's 5 s. */
  READ(Duration.ofMillis(1_500), Duration.ofMillis(1_500), Duration.ofMillis(1_800)),
  WRITE(Duration.ofMillis(2_000), Duration.ofMillis(3_000), Duration.ofMillis(3_300));

  /** For a free connection of the pool, and for the pool to make one. */
  static final Duration BORROW = Duration.ofSeconds(2);

  /** For the database's answer to "are you there". */
  static final Duration VALIDATION = Duration.ofMillis(250);

  /** A transaction of ours that does nothing for this long has lost its owner. */
  private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(5);

  private final Duration lock;
  private final Duration statement;
  private final Duration socket;

  Deadlines(Duration lock, Duration statement, Duration socket) {
    this.lock = lock;
    this.statement = statement;
    this.socket = socket;
  }

  /** In milliseconds, as PostgreSQL's settings take it. */
  String lock() {
    return Long.toString(lock.toMillis());
  }

  String statement() {
    return Long.toString(statement.toMillis());
  }

  static String idleInTransaction() {
    return Long.toString(IDLE_IN_TRANSACTION.toMillis());
  }

  int socketMillis() {
    return Math.toIntExact(socket.toMillis());
  }
}
