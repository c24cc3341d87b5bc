package dev.holdfast.bootstrap.faults;

import dev.holdfast.bootstrap.faults.rig.Eventually;
import dev.holdfast.bootstrap.faults.rig.Pace;
import dev.holdfast.bootstrap.faults.rig.SqlView;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** F39: the database comes back and everybody who waited asks at once. */
final class ReturnFaults {
  private static final int WAITING = 500;
  private static final int POOL = 10;

  @FullRow
  void f39_five_hundred_who_waited_are_served_without_more_connections_than_the_pool_has() {
    try (var run = new FaultRun("F39", "Database back after 60 s, 500 clients waiting")) {
      var cluster = run.cluster();
      var server = run.server(cluster.url()).awaitReady();
      var load = run.people(server);
      load.impatient(WAITING);
      Pace.pass(FaultRun.level().warm());

      cluster.crash();
      Pace.pass(Duration.ofSeconds(60));
      long back = cluster.start();
      long peak = peakConnections(cluster.asOwner(), Duration.ofSeconds(10));
      Pace.pass(FaultRun.level().recovery());

      var answers = load.stop();
      run.figures()
          .atMost(
              "time to 99 %",
              Duration.ofSeconds(5), answers.timeTo99(back, FaultRun.level().recovery()));
      run.figures().atMost("most connections at once", POOL, peak);
      run.figures()
          .noted("kinds of Retry-After, in seconds", load.retryAfters().keySet().toString());
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }

  private static long peakConnections(SqlView database, Duration watched) {
    var peak = new AtomicLong();
    long end = System.nanoTime() + watched.toNanos();
    Eventually.happens(
        () -> "watched",
        watched.plusSeconds(5),
        () -> {
          long now =
              database.number("select count(*) from pg_stat_activity where usename = 'holdfast'");
          peak.accumulateAndGet(now, Math::max);
          return System.nanoTime() > end;
        });
    return peak.get();
  }
}
