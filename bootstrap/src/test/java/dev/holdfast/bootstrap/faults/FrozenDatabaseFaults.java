package dev.holdfast.bootstrap.faults;

import dev.holdfast.bootstrap.faults.load.Outcome;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.time.Duration;

/** F5: the database is there and says nothing. */
final class FrozenDatabaseFaults {
  private static final Duration NOTICED = Duration.ofSeconds(5);
  private static final int POOL = 10;

  @SmokeRow
  void f5_a_frozen_database_costs_fast_503s_and_no_threads() {
    try (var run = new FaultRun("F5", "PostgreSQL frozen (`SIGSTOP`), then continued")) {
      var cluster = run.cluster();
      var server = run.server(cluster.url()).awaitReady();
      var load = run.warmLoad(server);
      int threads = server.threads();

      long frozen = System.nanoTime();
      cluster.freeze();
      Pace.pass(FaultRun.level().freeze().minusSeconds(1));
      int threadsThen = server.threads();
      Pace.pass(Duration.ofSeconds(1));
      long back = cluster.thaw();
      Pace.pass(FaultRun.level().recovery().plusSeconds(5));

      var answers = load.stop();
      var errors = answers.ofUsers().with(Outcome.UNAVAILABLE);
      long noticed = frozen + NOTICED.toNanos();
      run.figures()
          .atMost(
              "slowest of the first errors", NOTICED, errors.between(frozen, noticed).slowest());
      run.figures()
          .atMost(
              "p99 of the errors after 5 s",
              Duration.ofMillis(100),
              errors.between(noticed, back).percentile(0.99));
      run.figures().atMost("threads more than before", POOL, threadsThen - threads);
      run.figures()
          .atMost(
              "time to 99 %",
              Duration.ofSeconds(3), answers.timeTo99(back, FaultRun.level().recovery()));
      Readiness.record(run.figures(), answers, frozen, back);
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }
}
