package dev.holdfast.bootstrap.faults;

import dev.holdfast.bootstrap.faults.load.Kind;
import dev.holdfast.bootstrap.faults.load.Outcome;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.time.Duration;

/** F3 and F4: the database goes, with or without notice, and comes back. */
final class LostDatabaseFaults {
  private static final Duration AWAY = Duration.ofSeconds(10);

  @SmokeRow
  void f3_a_crashed_database_comes_back_without_a_false_sign_out() {
    try (var run = new FaultRun("F3", "PostgreSQL crashes, starts again after 10 s")) {
      var cluster = run.cluster();
      var server = run.server(cluster.url()).awaitReady();
      var load = run.warmLoad(server);

      long crash = System.nanoTime();
      cluster.crash();
      Pace.pass(AWAY);
      long back = cluster.start();
      Pace.pass(FaultRun.level().recovery().plusSeconds(5));

      var answers = load.stop();
      run.figures()
          .atMost(
              "time to 99 %",
              Duration.ofSeconds(3), answers.timeTo99(back, FaultRun.level().recovery()));
      Readiness.record(run.figures(), answers, crash, back);
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }

  @FullRow
  void f4_a_database_that_restarts_is_503_and_nothing_else() {
    try (var run = new FaultRun("F4", "PostgreSQL restarts (`fast`)")) {
      var cluster = run.cluster();
      var server = run.server(cluster.url()).awaitReady();
      var load = run.warmLoad(server);

      cluster.stop();
      long back = cluster.start();
      Pace.pass(FaultRun.level().recovery().plusSeconds(5));

      var answers = load.stop();
      run.figures()
          .atMost(
              "time to 99 %",
              Duration.ofSeconds(2), answers.timeTo99(back, FaultRun.level().recovery()));
      run.figures()
          .atMost(
              "answers other than 503",
              0,
              answers
                  .failures()
                  .where(probe -> probe.kind() != Kind.READY)
                  .where(probe -> probe.outcome() != Outcome.UNAVAILABLE)
                  .count());
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }
}
