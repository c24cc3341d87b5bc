package dev.holdfast.postgres;

import java.time.Duration;
import java.util.List;

/** What the first contact with the database led to (decisions "Exit or wait at start"). */
public sealed interface Start {
  /** The schema is current and the database takes writes. */
  record Ready(Report report) implements Start {}

  /** The database cannot serve now; the same call may succeed later. Live, not ready. */
  record Waiting(String why) implements Start {}

  /**
   * No waiting helps: the program must not start.
   *
   * @param mend what to change, as one sentence or as lines of SQL
   */
  record Wrong(String message, String mend) implements Start {}

  /**
   * What a log line tells of a good start.
   *
   * @param connected how long the first connection took, log-in included
   * @param roundTrip how long one small query took
   * @param plan how connections are kept, and why so
   * @param most how many connections this process opens
   * @param clockAhead how far the database's clock is ahead of ours
   * @param migrations names of those that this start applied
   */
  record Report(
      String serverVersion,
      boolean tls,
      Duration connected,
      Duration roundTrip,
      ConnectionPlan plan,
      int most,
      Duration clockAhead,
      List<String> migrations,
      Installation installation) {
    public Report {
      migrations = List.copyOf(migrations);
    }
  }
}
