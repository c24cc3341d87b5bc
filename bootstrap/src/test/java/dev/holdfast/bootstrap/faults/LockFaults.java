package dev.holdfast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.load.Kind;
import dev.holdfast.bootstrap.faults.load.Outcome;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.sql.SQLException;
import java.time.Duration;

/** F9: rows are locked from outside for longer than anybody may wait. */
final class LockFaults {
  private static final Duration HELD = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @FullRow
  void f9_locked_rows_cost_their_writers_a_503_and_nobody_else_anything() throws SQLException {
    try (var run =
        new FaultRun("F9", "Rows of `session` and `user` locked from outside for 20 s")) {
      var cluster = run.cluster();
      var server = run.server(cluster.url()).awaitReady();
      long begin = System.nanoTime();
      var load = run.warmLoad(server);

      long locked;
      long free;
      try (var holder = cluster.sql().connect();
          var statement = holder.createStatement()) {
        holder.setAutoCommit(false);
        statement.execute("select 1 from session for update");
        statement.execute("select 1 from \"user\" for update");
        locked = System.nanoTime();
        Pace.pass(HELD);
        free = System.nanoTime();
        holder.rollback();
      }
      Pace.pass(FaultRun.level().recovery().plusSeconds(5));

      var answers = load.stop();
      var base = answers.of(Kind.CHECK).between(begin, locked).percentile(0.99);
      var meanwhile = answers.between(locked, free);
      run.figures()
          .atMost(
              "p99 of session checks meanwhile",
              base.multipliedBy(2),
              meanwhile.of(Kind.CHECK).percentile(0.99));
      run.figures().atMost("reads that failed", 0, meanwhile.reads().failures().count());
      run.figures()
          .atMost(
              "slowest 503 of a writer",
              PATIENCE.plusMillis(500),
              meanwhile.with(Outcome.UNAVAILABLE).slowest());
      run.figures()
          .atMost(
              "time to 99 %",
              Duration.ofSeconds(3), answers.timeTo99(free, FaultRun.level().recovery()));
      assertThat(meanwhile.with(Outcome.UNAVAILABLE).count()).as("somebody waited").isPositive();
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }
}
