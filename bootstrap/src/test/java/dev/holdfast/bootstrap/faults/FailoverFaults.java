package dev.holdfast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.rig.Pace;
import dev.holdfast.bootstrap.faults.rig.PackagedServer;
import java.time.Duration;

/** F18 and F20: the primary is lost or handed over; the old one comes back as a standby. */
final class FailoverFaults {
  private static final String STANDBY = "second";
  private static final Duration WATCHED = Duration.ofSeconds(10);

  @FullRow
  void f18_a_synchronous_standby_takes_over_and_nothing_acknowledged_is_lost() {
    try (var run = new FaultRun("F18", "Primary killed, synchronous standby promoted")) {
      var primary = run.cluster();
      var standby = run.synchronousStandby(primary, STANDBY);
      var server = run.server(primary.urlWith(standby)).awaitReady();
      var load = run.warmLoad(server);

      primary.kill();
      Pace.pass(Duration.ofSeconds(3));
      long promoted = standby.promote();
      Pace.pass(FaultRun.level().recovery().plusSeconds(8));

      var answers = load.stop();
      run.figures()
          .atMost(
              "time to 99 % after promotion",
              Duration.ofSeconds(5), answers.timeTo99(promoted, FaultRun.level().recovery()));
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(standby.sql()));
    }
  }

  @FullRow
  void f20_an_old_primary_that_returns_read_only_is_not_taken_for_one() {
    try (var run = new FaultRun("F20", "Old primary returns as a standby")) {
      var old = run.cluster();
      var next = run.standby(old, STANDBY);
      var server = run.server(old.urlWith(next)).awaitReady();
      var tied = run.server(old.url(), "BETTER_AUTH_URL", server.origin()).awaitReady();
      var load = run.warmLoad(server);

      old.stop();
      long promoted = next.promote();
      old.becomeStandbyOf(next, "first");
      old.start();
      var falselyUp = timeReady(tied);
      Pace.pass(FaultRun.level().recovery());

      var answers = load.stop();
      run.figures()
          .atMost("readiness green on the read-only node", Duration.ofSeconds(2), falselyUp);
      run.figures()
          .atMost(
              "time to 99 % after promotion",
              Duration.ofSeconds(5), answers.timeTo99(promoted, FaultRun.level().recovery()));
      assertThat(old.asOwner().column("select pg_is_in_recovery()")).containsExactly("t");
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(next.sql()));
    }
  }

  /** For how much of the time that it was watched a server called itself ready. */
  private static Duration timeReady(PackagedServer server) {
    long green = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < WATCHED.toNanos()) {
      long before = System.nanoTime();
      boolean ready = server.status("/health/ready") == 200;
      Pace.pass(Duration.ofMillis(100));
      if (ready) green += System.nanoTime() - before;
    }
    return Duration.ofNanos(green);
  }
}
