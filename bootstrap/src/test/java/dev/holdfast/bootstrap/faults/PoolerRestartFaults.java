package dev.holdfast.bootstrap.faults;

import dev.holdfast.bootstrap.faults.rig.Bouncer;
import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.time.Duration;
import java.util.function.ToLongBiFunction;

/** F17: a pooler, or the database behind it, restarts. */
final class PoolerRestartFaults {
  @FullRow
  void f17_a_restarted_pooler_is_found_again() {
    timeTo99After(
        "PgBouncer restarted",
        Duration.ofSeconds(3),
        (_, bouncer) -> {
          bouncer.stop();
          return bouncer.start();
        });
  }

  @FullRow
  void f17_a_database_restarted_behind_a_pooler_is_back_after_the_poolers_own_wait() {
    timeTo99After(
        "Database restarted behind PgBouncer",
        Duration.ofSeconds(17),
        PoolerRestartFaults::restart,
        "server_login_retry",
        "15");
  }

  @FullRow
  void f17_a_pooler_told_to_try_every_second_is_back_sooner() {
    timeTo99After(
        "Database restarted behind PgBouncer with `server_login_retry=1`",
        Duration.ofSeconds(3),
        PoolerRestartFaults::restart,
        "server_login_retry",
        "1");
  }

  private static long restart(Cluster cluster, Bouncer bouncer) {
    cluster.stop();
    Pace.pass(Duration.ofSeconds(2));
    return cluster.start();
  }

  private static void timeTo99After(
      String fault,
      Duration target,
      ToLongBiFunction<Cluster, Bouncer> happening,
      String... settings) {
    try (var run = new FaultRun("F17", fault)) {
      var cluster = run.cluster();
      var bouncer = run.bouncer(cluster, settings);
      var server = run.server(bouncer.url(), "DATABASE_URL_UNPOOLED", cluster.url()).awaitReady();
      var load = run.warmLoad(server);

      long back = happening.applyAsLong(cluster, bouncer);
      Pace.pass(FaultRun.level().recovery().plus(target).plusSeconds(5));

      var answers = load.stop();
      run.figures()
          .atMost(
              fault + ": time to 99 %",
              target,
              answers.timeTo99(back, FaultRun.level().recovery()));
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }
}
