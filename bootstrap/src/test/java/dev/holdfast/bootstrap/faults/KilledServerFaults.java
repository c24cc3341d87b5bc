package dev.holdfast.bootstrap.faults;

import dev.holdfast.bootstrap.faults.load.Rates;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** F1: the server is killed at random moments, again and again. */
final class KilledServerFaults {
  @SmokeRow
  void f1_a_killed_server_comes_back_with_everything_it_acknowledged() {
    try (var run = new FaultRun("F1", "Server killed (`kill -9`) at random moments")) {
      var cluster = run.cluster();
      var server = run.server(cluster.url()).awaitReady();
      var load = run.people(server).start(Rates.USUAL);

      var slowest = Duration.ZERO;
      for (int round = 0; round < FaultRun.level().rounds(); round++) {
        Pace.pass(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1_000, 3_000)));
        server.kill();
        server.startAgain();
        var start = server.untilReady();
        if (start.compareTo(slowest) > 0) slowest = start;
      }
      Pace.pass(Duration.ofSeconds(1));

      var answers = load.stop();
      run.figures().atMost("slowest start to ready", Duration.ofSeconds(3), slowest);
      run.figures().noted("effects acknowledged", Long.toString(load.acknowledged()));
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }
}
