package dev.holdfast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.Eventually;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.time.Duration;

/** What an operator does to the database while the server runs; no row of the table has it. */
final class BadEndFaults {
  private static final String PASSWORD = "alter role holdfast password '%s'";
  private static final String END_ALL =
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'holdfast'";

  @FullRow
  void a_password_changed_in_the_database_is_503_with_its_reason_until_it_is_put_back() {
    try (var run = new FaultRun("B1", "The role's password changed in the database")) {
      var cluster = run.cluster();
      var server = run.server(cluster.url()).awaitReady();
      var load = run.warmLoad(server);

      long changed = System.nanoTime();
      cluster.asOwner().run(PASSWORD.formatted("another"));
      cluster.asOwner().run(END_ALL);
      Eventually.happens(
          server::lastWords, Duration.ofSeconds(10), () -> server.log().contains("28P01"));
      Pace.pass(Duration.ofSeconds(10));
      cluster.asOwner().run(PASSWORD.formatted(Cluster.PASSWORD));
      long back = System.nanoTime();
      Pace.pass(FaultRun.level().recovery().plusSeconds(5));

      var answers = load.stop();
      run.figures()
          .atMost(
              "time to 99 %",
              Duration.ofSeconds(2), answers.timeTo99(back, FaultRun.level().recovery()));
      Readiness.record(run.figures(), answers, changed, back);
      assertThat(server.isAlive()).isTrue();
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }
}
