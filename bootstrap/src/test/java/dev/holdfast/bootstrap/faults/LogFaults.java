package dev.holdfast.bootstrap.faults;

import dev.holdfast.bootstrap.faults.load.Kind;
import dev.holdfast.bootstrap.faults.rig.LogPipe;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.time.Duration;
import java.util.Map;

/** F30: nobody takes the log any more. */
final class LogFaults {
  @FullRow
  void f30_a_log_that_nobody_reads_slows_no_request() {
    try (var run = new FaultRun("F30", "Reader of the log's pipe stopped for 20 s")) {
      var cluster = run.cluster();
      var pipe = run.keep(LogPipe.in(run.scratch()));
      var server = run.serverUnder(pipe.prefix(), cluster.url(), Map.of()).awaitReady();
      long begin = System.nanoTime();
      var load = run.warmLoad(server);

      long blocked = System.nanoTime();
      pipe.block();
      Pace.pass(Duration.ofSeconds(20));
      var counters = server.body("/health/ready");
      pipe.unblock();
      Pace.pass(Duration.ofSeconds(5));

      var answers = load.stop();
      var base = answers.between(begin, blocked).of(Kind.CHECK).percentile(0.99);
      run.figures().atMost("failed requests", 0, answers.ofUsers().failures().count());
      run.figures()
          .atMost(
              "p99 of session checks meanwhile",
              base.multipliedBy(2),
              answers.between(blocked, Long.MAX_VALUE).of(Kind.CHECK).percentile(0.99));
      System.out.println("readiness with the log blocked: " + counters);
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }
}
