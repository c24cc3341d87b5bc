package dev.holdfast.bootstrap.faults;

import dev.holdfast.bootstrap.faults.load.Outcome;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.time.Duration;

/** F6: single connections are ended by the database, while all else goes on. */
final class BackendFaults {
  private static final int A_SECOND = 5;
  private static final int SECONDS = 20;

  private static final String END_ONE =
      """
      select count(pg_terminate_backend(pid)) from (
        select pid from pg_stat_activity where usename = 'holdfast' order by random() limit 1) one
      """;

  @FullRow
  void f6_a_read_whose_connection_is_ended_is_repeated_on_another() {
    try (var run = new FaultRun("F6", "`pg_terminate_backend` at random, 5 a second")) {
      var cluster = run.cluster();
      var server = run.server(cluster.url()).awaitReady();
      var load = run.warmLoad(server);

      long begin = System.nanoTime();
      for (int ended = 0; ended < A_SECOND * SECONDS; ended++) {
        var _ = cluster.asOwner().number(END_ONE);
        Pace.until(begin + (ended + 1) * 1_000_000_000L / A_SECOND);
      }
      long over = System.nanoTime();
      Pace.pass(Duration.ofSeconds(3));

      var answers = load.stop();
      var meanwhile = answers.between(begin, over);
      run.figures().below("reads that failed", 0.001, meanwhile.reads().failedShare());
      run.figures()
          .noted(
              "writes answered 503",
              Integer.toString(meanwhile.writes().with(Outcome.UNAVAILABLE).count()));
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }
}
