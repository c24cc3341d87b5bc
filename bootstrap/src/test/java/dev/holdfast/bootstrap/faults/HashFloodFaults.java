package dev.holdfast.bootstrap.faults;

import dev.holdfast.bootstrap.faults.load.Kind;
import dev.holdfast.bootstrap.faults.load.Load;
import dev.holdfast.bootstrap.faults.load.Outcome;
import dev.holdfast.bootstrap.faults.load.Rates;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.time.Duration;

/** F29: more sign-ins at once than the machine can hash. */
final class HashFloodFaults {
  private static final Duration MEASURED = Duration.ofSeconds(15);
  private static final Rates CHECKS = new Rates(50, 0, 0, 0, 0, 0, 0, 5);

  @FullRow
  void f29_a_flood_of_sign_ins_leaves_session_checks_fast_and_sign_ins_at_full_rate() {
    try (var run = new FaultRun("F29", "300 sign-ins at once, for 15 s")) {
      var cluster = run.cluster();
      var server = run.server(cluster.url()).awaitReady();
      var load = run.people(server).start(CHECKS);
      load.signInsUntil(4, System.nanoTime() + Duration.ofSeconds(5).toNanos());

      double unflooded = signInsPerSecond(load, 4);
      long flood = System.nanoTime();
      double flooded = signInsPerSecond(load, 300);
      long over = System.nanoTime();
      Pace.pass(Duration.ofSeconds(3));

      var answers = load.stop();
      var meanwhile = answers.between(flood, over);
      run.figures()
          .atMost(
              "p99 of session checks meanwhile",
              Duration.ofMillis(100),
              meanwhile.of(Kind.CHECK).percentile(0.99));
      run.figures().atLeast("sign-ins of what they are without a flood", 0.9, flooded / unflooded);
      run.figures()
          .atMost(
              "p99 of surplus 503s",
              Duration.ofMillis(2_200),
              meanwhile.of(Kind.SIGN_IN).with(Outcome.UNAVAILABLE).percentile(0.99));
      run.figures().atMost("failed session checks", 0, meanwhile.reads().failures().count());
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }

  private static double signInsPerSecond(Load load, int clients) {
    long start = System.nanoTime();
    long before = load.acknowledged();
    load.signInsUntil(clients, start + MEASURED.toNanos());
    return (load.acknowledged() - before) * 1e9 / (System.nanoTime() - start);
  }
}
