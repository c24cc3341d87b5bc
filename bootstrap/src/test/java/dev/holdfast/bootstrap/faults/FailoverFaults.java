package dev.holdfast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.Eventually;
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
      var standby = synchronousStandby(run, primary);
      var server = run.server(bothOf(primary, standby)).awaitReady();
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
      var server = run.server(bothOf(old, next)).awaitReady();
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

  private static Cluster synchronousStandby(FaultRun run, Cluster primary) {
    var standby = run.standby(primary, STANDBY);
    primary.asOwner().run("alter system set synchronous_standby_names = '" + STANDBY + "'");
    primary.asOwner().run("select pg_reload_conf()");
    Eventually.happens(
        primary::log,
        Duration.ofSeconds(10),
        () ->
            primary
                .asOwner()
                .column("select sync_state from pg_stat_replication")
                .contains("sync"));
    return standby;
  }

  /** One URL that names both, as libpq and the driver know it. */
  private static String bothOf(Cluster first, Cluster second) {
    return first
        .url()
        .replace("/auth", ",127.0.0.1:%d/auth?targetServerType=primary".formatted(second.port()));
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
