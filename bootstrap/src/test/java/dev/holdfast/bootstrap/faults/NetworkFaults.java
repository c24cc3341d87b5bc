package dev.holdfast.bootstrap.faults;

import dev.holdfast.bootstrap.faults.load.Kind;
import dev.holdfast.bootstrap.faults.load.Outcome;
import dev.holdfast.bootstrap.faults.load.Rates;
import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.time.Duration;

/** F11 to F13: a network between the server and its database that is slow, lossy or silent. */
final class NetworkFaults {
  /** Half the usual: at 100 ms a statement, ten connections carry a hundred of them a second. */
  private static final Rates AT_A_DISTANCE = new Rates(50, 2, 2, 1, 0.5, 0.5, 0.2, 5);

  @FullRow
  void f11_a_distant_database_costs_one_round_trip_a_check() {
    try (var run = new FaultRun("F11", "Round trips of 100 ms to the database, give or take 20")) {
      var cluster = run.cluster();
      var proxy = run.proxy(cluster.port());
      var server = run.server(Cluster.urlAt(proxy.port())).awaitReady();
      var load = run.people(server);
      proxy.delay(Duration.ofMillis(50), Duration.ofMillis(10));
      load.start(AT_A_DISTANCE);
      Pace.pass(FaultRun.level().warm());
      long steady = System.nanoTime();
      Pace.pass(Duration.ofSeconds(30));

      var answers = load.stop().between(steady, Long.MAX_VALUE);
      proxy.delay(Duration.ZERO, Duration.ZERO);
      run.figures()
          .atMost(
              "p95 of session checks",
              Duration.ofMillis(150),
              answers.of(Kind.CHECK).percentile(0.95));
      run.figures()
          .atMost(
              "median of sign-ins: 4 round trips and a hash",
              Duration.ofMillis(550),
              answers.of(Kind.SIGN_IN).percentile(0.5));
      run.figures().atMost("failed requests", 0, answers.ofUsers().failures().count());
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }

  @FullRow
  void f12_lost_packets_are_late_answers_or_503_and_no_wrong_identity() {
    try (var run = new FaultRun("F12", "5 %, then 30 % of the packets to the database lost")) {
      var cluster = run.cluster();
      var wire = Wire.to(cluster, run);
      var server = wire.server().awaitReady();
      var load = run.warmLoad(server);

      wire.lose(5);
      Pace.pass(Duration.ofSeconds(20));
      wire.lose(30);
      Pace.pass(Duration.ofSeconds(20));
      wire.lose(0);
      long back = System.nanoTime();
      Pace.pass(FaultRun.level().recovery().plusSeconds(5));

      var answers = load.stop();
      run.figures().noted("packets are lost by", wire.by());
      run.figures().atMost("answers over the deadline", 0, answers.with(Outcome.LATE).count());
      run.figures().atMost("slowest answer", Duration.ofMillis(5_500), answers.ofUsers().slowest());
      run.figures()
          .atMost(
              "time to 99 %",
              Duration.ofSeconds(3), answers.timeTo99(back, FaultRun.level().recovery()));
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }

  @FullRow
  void f13_a_black_hole_is_noticed_and_answered_with_503() {
    try (var run = new FaultRun("F13", "Bytes to the database swallowed for 60 s")) {
      var cluster = run.cluster();
      var proxy = run.proxy(cluster.port());
      var server = run.server(Cluster.urlAt(proxy.port())).awaitReady();
      var load = run.warmLoad(server);
      int threads = server.threads();

      long silent = System.nanoTime();
      proxy.blackHole(true);
      Pace.pass(Duration.ofSeconds(60));
      int threadsThen = server.threads();
      proxy.blackHole(false);
      long back = System.nanoTime();
      Pace.pass(FaultRun.level().recovery().plusSeconds(5));

      var answers = load.stop();
      var errors = answers.ofUsers().with(Outcome.UNAVAILABLE);
      long noticed = silent + Duration.ofSeconds(6).toNanos();
      run.figures()
          .atMost(
              "slowest of the first errors",
              Duration.ofSeconds(5),
              errors.between(silent, noticed).slowest());
      run.figures()
          .atMost(
              "p99 of the errors after 6 s",
              Duration.ofMillis(100),
              errors.between(noticed, back).percentile(0.99));
      run.figures().atMost("threads more than before", 10, threadsThen - threads);
      run.figures()
          .atMost(
              "time to 99 %",
              Duration.ofSeconds(3), answers.timeTo99(back, FaultRun.level().recovery()));
      Readiness.record(run.figures(), answers, silent, back);
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }
}
