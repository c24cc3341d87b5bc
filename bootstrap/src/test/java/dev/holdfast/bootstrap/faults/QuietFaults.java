package dev.holdfast.bootstrap.faults;

import dev.holdfast.bootstrap.faults.load.Rates;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.time.Duration;

/** F15: a database that may sleep is left alone. */
final class QuietFaults {
  private static final String WORK =
      """
      select xact_commit + xact_rollback from pg_stat_database where datname = 'auth'
      """;
  private static final String CONNECTIONS =
      "select count(*) from pg_stat_activity where usename = 'holdfast'";

  @FullRow
  void f15_nobody_asks_and_nothing_keeps_the_database_awake() {
    try (var run = new FaultRun("F15", "No traffic for 10 min, mode `serverless`")) {
      var cluster = run.cluster("autovacuum", "off");
      var server = run.server(cluster.url(), "HOLDFAST_DATABASE_MODE", "serverless").awaitReady();
      var load = run.people(server).start(Rates.USUAL);
      Pace.pass(FaultRun.level().warm());
      var answers = load.stop();
      Pace.pass(Duration.ofSeconds(60));

      long before = cluster.asOwner().number(WORK);
      Pace.pass(Duration.ofMinutes(9));
      long queries = cluster.asOwner().number(WORK) - before;

      run.figures().atMost("transactions while nobody asks", 0, queries);
      run.figures().atMost("connections kept meanwhile", 0, cluster.asOwner().number(CONNECTIONS));
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }
}
