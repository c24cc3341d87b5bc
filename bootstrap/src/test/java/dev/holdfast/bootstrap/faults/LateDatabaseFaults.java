package dev.holdfast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.load.Rates;
import dev.holdfast.bootstrap.faults.rig.Eventually;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.time.Duration;

/** F7: the server starts first, its database later. */
final class LateDatabaseFaults {
  @SmokeRow
  void f7_a_server_that_starts_before_its_database_waits_and_heals() {
    try (var run = new FaultRun("F7", "Database down at the start, there 20 s later")) {
      var cluster = run.cluster();
      cluster.stop();
      var server = run.server(cluster.url());
      var live = server.untilLive();
      Pace.pass(FaultRun.level() == Level.FULL ? Duration.ofSeconds(20) : Duration.ofSeconds(8));
      assertThat(server.isAlive()).isTrue();
      assertThat(server.status("/health/live")).isEqualTo(200);
      assertThat(server.status("/health/ready")).isEqualTo(503);
      assertThat(server.status("/api/auth/jwks")).isEqualTo(503);

      cluster.start();
      var ready = server.untilReady();
      Eventually.happens(
          server::lastWords, Duration.ofSeconds(5), () -> server.status("/api/auth/jwks") == 200);
      var load = run.people(server).start(Rates.USUAL);
      Pace.pass(Duration.ofSeconds(3));

      var answers = load.stop();
      run.figures().noted("live after", live.toMillis() + " ms");
      run.figures().atMost("ready after the database", Duration.ofSeconds(2), ready);
      run.assertAlwaysLive(answers);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }
}
