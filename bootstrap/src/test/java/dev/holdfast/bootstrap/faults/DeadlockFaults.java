package dev.holdfast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.load.Kind;
import dev.holdfast.bootstrap.faults.load.Load;
import dev.holdfast.bootstrap.faults.load.Rates;
import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** F38: somebody else takes the same rows in the opposite order. */
final class DeadlockFaults {
  private static final int ROUNDS = 30;

  /** Nobody else ends sessions meanwhile. */
  private static final Rates UNDISTURBING = new Rates(50, 0, 0, 1, 1, 0, 0, 5);

  private static final String SESSIONS =
      """
      select s.id from session s join "user" u on u.id = s."userId"
      where u.email = 'EMAIL' order by s.ctid
      """;

  @FullRow
  void f38_a_deadlock_is_tried_again_and_nobody_sees_it() throws SQLException {
    try (var run = new FaultRun("F38", "Deadlocks with transactions from outside")) {
      var cluster = run.cluster("deadlock_timeout", "50ms");
      var server = run.server(cluster.url()).awaitReady();
      var load = run.people(server).start(UNDISTURBING);
      for (int round = 0; round < ROUNDS; round++) {
        oppose(cluster, load);
      }

      var answers = load.stop();
      long deadlocks =
          cluster.asOwner().number("select deadlocks from pg_stat_database where datname = 'auth'");
      run.figures().noted("deadlocks", Long.toString(deadlocks));
      run.figures()
          .atMost("of them seen by users", 0, answers.of(Kind.REVOKE_OTHERS).failures().count());
      assertThat(deadlocks).as("deadlocks were made").isPositive();
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }

  /** Holds a later row, waits until the server holds an earlier one, and asks for that. */
  private static void oppose(Cluster cluster, Load load) throws SQLException {
    var email = load.crowd(4);
    var sessions = cluster.sql().column(SESSIONS.replace("EMAIL", email));
    try (var other = cluster.sql().connect()) {
      other.setAutoCommit(false);
      lock(other, sessions.getLast());
      var request = Thread.startVirtualThread(() -> load.revokeOthers(email));
      Pace.pass(Duration.ofMillis(30));
      try {
        lock(other, sessions.get(1));
      } catch (SQLException victim) {
        assertThat(victim.getSQLState()).isEqualTo("40P01");
      }
      other.rollback();
      join(request);
    }
  }

  private static void lock(Connection connection, String id) throws SQLException {
    try (var statement =
        connection.prepareStatement("select 1 from session where id = ? for update")) {
      statement.setString(1, id);
      statement.execute();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
