package dev.holdfast.bootstrap.faults;

import dev.holdfast.bootstrap.faults.load.Outcome;
import dev.holdfast.bootstrap.faults.load.Rates;
import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.FaultyProxy;
import dev.holdfast.bootstrap.faults.rig.Pace;
import dev.holdfast.bootstrap.faults.rig.PackagedServer;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** F40: one fault after the other, without a rest. */
final class SoakFaults {
  private static final Duration TOTAL = Duration.ofMinutes(15);
  private static final Duration EACH = Duration.ofSeconds(60);

  @FullRow
  void f40_a_quarter_of_an_hour_of_faults_breaks_no_promise_and_leaves_nothing_behind() {
    try (var run =
        new FaultRun("F40", "A fault like F3 to F6, F12 or F13 every minute for 15 min")) {
      var cluster = run.cluster();
      var proxy = run.proxy(cluster.port());
      var server = run.server(Cluster.urlAt(proxy.port())).awaitReady();
      var load = run.people(server);
      int handles = server.handles();
      load.start(Rates.USUAL);
      Pace.pass(EACH);
      int threads = server.threads();
      int memory = server.residentMebibytes();

      var chance = new Random(40);
      var faults = faults(cluster, proxy);
      for (long minute = 1; minute < TOTAL.toMinutes(); minute++) {
        long begin = System.nanoTime();
        faults.get(chance.nextInt(faults.size())).run();
        Pace.until(begin + EACH.toNanos());
      }
      Pace.pass(EACH);

      var answers = load.stop();
      run.figures()
          .atMost(
              "violations of an invariant",
              0,
              answers
                  .failures()
                  .where(probe -> probe.outcome() != Outcome.UNAVAILABLE)
                  .where(probe -> probe.outcome() != Outcome.DROPPED)
                  .count());
      run.figures().atMost("threads more than before", 10, server.threads() - threads);
      run.figures()
          .noted("memory before and after", memory + " and " + server.residentMebibytes() + " MiB");
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
      load.close();
      run.figures().atMost("handles more than before, a minute later", 20, left(server, handles));
    }
  }

  /** Connections of users are handles, too: they count once the users have gone (I7). */
  private static int left(PackagedServer server, int before) {
    long end = System.nanoTime() + EACH.toNanos();
    while (server.handles() - before > 20 && System.nanoTime() - end < 0) {
      Pace.pass(Duration.ofSeconds(1));
    }
    return server.handles() - before;
  }

  private static List<Runnable> faults(Cluster cluster, FaultyProxy proxy) {
    return List.of(
        () -> {
          cluster.crash();
          Pace.pass(Duration.ofSeconds(10));
          cluster.start();
        },
        () -> {
          cluster.stop();
          cluster.start();
        },
        () -> {
          cluster.freeze();
          Pace.pass(Duration.ofSeconds(20));
          cluster.thaw();
        },
        () -> {
          for (int i = 0; i < 20; i++) {
            proxy.resetAll();
            Pace.pass(Duration.ofMillis(500));
          }
        },
        () -> {
          proxy.blackHole(true);
          Pace.pass(Duration.ofSeconds(20));
          proxy.blackHole(false);
        },
        () -> {
          proxy.dropConnections(0.02);
          proxy.throttle(200_000);
          Pace.pass(Duration.ofSeconds(20));
          proxy.dropConnections(0);
          proxy.throttle(Integer.MAX_VALUE);
        });
  }
}
