package dev.holdfast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.load.Outcome;
import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.Eventually;
import dev.holdfast.bootstrap.faults.rig.Pace;
import dev.holdfast.bootstrap.faults.rig.SmallDisk;
import java.time.Duration;

/** Bad ends of a database that no row of the table has, while the server runs. */
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

  @FullRow
  void a_full_disk_stops_writes_with_503_and_no_read() {
    try (var run = new FaultRun("B2", "Disk of the database full for 20 s")) {
      var disk = run.keep(SmallDisk.mount(run.scratch(), 64));
      var cluster = run.cluster().on(disk);
      var server = run.server(cluster.url()).awaitReady();
      var load = run.warmLoad(server);

      long full = System.nanoTime();
      disk.fill();
      Pace.pass(Duration.ofSeconds(20));
      long freed = disk.free();
      Pace.pass(FaultRun.level().recovery().plusSeconds(5));

      var answers = load.stop();
      var meanwhile = answers.between(full, freed);
      run.figures().atMost("reads that failed meanwhile", 0, meanwhile.reads().failures().count());
      run.figures()
          .atMost(
              "time to 99 %",
              Duration.ofSeconds(5), answers.timeTo99(freed, FaultRun.level().recovery()));
      assertThat(meanwhile.writes().with(Outcome.UNAVAILABLE).count())
          .as("writes that the full disk stopped")
          .isPositive();
      assertThat(server.log()).contains("53100");
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }

  @FullRow
  void the_first_host_of_two_hangs_and_the_second_is_the_primary_now() {
    try (var run = new FaultRun("B3", "First host of two hangs, the second is promoted")) {
      var first = run.cluster();
      var second = run.synchronousStandby(first, "second");
      var server = run.server(first.urlWith(second)).awaitReady();
      var load = run.warmLoad(server);

      first.freeze();
      Pace.pass(Duration.ofSeconds(3));
      long promoted = second.promote();
      Pace.pass(FaultRun.level().recovery().plusSeconds(10));
      first.kill();

      var answers = load.stop();
      run.figures()
          .atMost(
              "time to 99 % after promotion",
              Duration.ofSeconds(5), answers.timeTo99(promoted, FaultRun.level().recovery()));
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(second.sql()));
    }
  }
}
