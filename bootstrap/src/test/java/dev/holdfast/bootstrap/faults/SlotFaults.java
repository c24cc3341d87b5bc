package dev.holdfast.bootstrap.faults;

import dev.holdfast.bootstrap.faults.load.Rates;
import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** F8: somebody else holds all connection slots of the database but two. */
final class SlotFaults {
  private static final Duration HELD = Duration.ofSeconds(20);
  private static final int LEFT = 2;

  @FullRow
  void f8_exhausted_connection_slots_are_503_and_no_storm_of_connects() throws SQLException {
    try (var run = new FaultRun("F8", "All but 2 of `max_connections` held by others")) {
      var cluster = run.cluster("max_connections", "20");
      var server = run.server(cluster.url()).awaitReady();
      var load = run.people(server);

      var held = holdAll(cluster);
      for (int i = 0; i < LEFT; i++) held.pop().close();
      // The pool's own connections go, so that it has to share what is left.
      var _ =
          cluster
              .asOwner()
              .number(
                  "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                      + " where usename = 'holdfast' and application_name <> 'faults'");
      long takenBefore = refusals(cluster);
      load.start(Rates.USUAL);
      while (takeOne(cluster, held)) {
        if (held.size() > 40) break;
      }
      for (int i = 0; i < LEFT && !held.isEmpty(); i++) held.pop().close();
      Pace.pass(HELD);
      long attempts = refusals(cluster) - takenBefore;
      for (var connection : held) connection.close();
      long back = System.nanoTime();
      Pace.pass(FaultRun.level().recovery().plusSeconds(5));

      var answers = load.stop();
      run.figures().atMost("refused connects a second", 5, attempts / HELD.toSeconds());
      run.figures()
          .atMost(
              "time to 99 %",
              Duration.ofSeconds(3), answers.timeTo99(back, FaultRun.level().recovery()));
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }

  private static Deque<Connection> holdAll(Cluster cluster) {
    Deque<Connection> held = new ArrayDeque<>();
    while (takeOne(cluster, held)) {
      if (held.size() > 40) throw new AssertionError("max_connections is not in force");
    }
    return held;
  }

  private static boolean takeOne(Cluster cluster, Deque<Connection> held) {
    try {
      held.push(cluster.sql().connect());
      return true;
    } catch (SQLException none) {
      return false;
    }
  }

  private static long refusals(Cluster cluster) {
    return cluster.wholeLog().lines().filter(line -> line.contains("connection slots")).count()
        + cluster.wholeLog().lines().filter(line -> line.contains("too many clients")).count();
  }
}
