package dev.holdfast.postgres;

import dev.holdfast.domain.platform.Deadline;
import dev.holdfast.domain.platform.Unavailable;
import java.time.Duration;

/**
 * How long one statement may take, in the database and on the wire (decisions "Deadlines"); less,
 * if less is left for the request. The socket waits longer than the database, so that the
 * database's own answer comes first.
 */
enum Deadlines {
  /** Short enough for a second try inside the request's 5 s. */
  READ(Duration.ofMillis(1_500), Duration.ofMillis(1_500), Duration.ofMillis(1_800)),
  WRITE(Duration.ofMillis(2_000), Duration.ofMillis(3_000), Duration.ofMillis(3_300));

  /** For a free connection of the pool. */
  static final Duration BORROW = Duration.ofSeconds(2);

  /** For the database's answer to "are you there". */
  static final Duration VALIDATION = Duration.ofMillis(250);

  /** By this much the socket outlasts the statement. */
  private static final Duration MARGIN = Duration.ofMillis(300);

  /** What is begun with less would only be cut off, and look like a fault of the network. */
  private static final Duration LEAST = MARGIN.multipliedBy(2);

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

  /** In milliseconds: what one statement gets. */
  record Limits(long lock, long statement, int socket) {}

  /**
   * What a statement gets that is sent now.
   *
   * @throws Unavailable if the request's time is over
   */
  Limits now() {
    var left = Deadline.left(socket);
    if (left.compareTo(LEAST) < 0) throw Unavailable.store("the request's time is over", null);
    long forStatement = Math.min(statement.toMillis(), left.minus(MARGIN).toMillis());
    return new Limits(
        Math.min(lock.toMillis(), forStatement), forStatement, Math.toIntExact(left.toMillis()));
  }

  static String idleInTransaction() {
    return Long.toString(IDLE_IN_TRANSACTION.toMillis());
  }
}
