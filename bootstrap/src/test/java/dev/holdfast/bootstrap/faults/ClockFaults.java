package dev.holdfast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.load.Kind;
import dev.holdfast.bootstrap.faults.load.Rates;
import dev.holdfast.bootstrap.faults.rig.FakeClock;
import dev.holdfast.bootstrap.faults.rig.Pace;
import dev.holdfast.bootstrap.faults.rig.PackagedServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** F21 and F22: the server's clock is not the database's. */
final class ClockFaults {
  /** Short, so that a clock that is an hour off would end or revive every session. */
  private static final Map<String, String> SHORT_SESSIONS =
      Map.of("HOLDFAST_SESSION_EXPIRES_IN", "30m", "HOLDFAST_SESSION_UPDATE_AGE", "20m");

  private static final List<Duration> WITHIN_A_MINUTE =
      List.of(Duration.ofSeconds(60), Duration.ofSeconds(-60));

  private static final List<Duration> FAR_OFF =
      List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofDays(1), Duration.ofDays(-1));

  @FullRow
  void f21_a_clock_that_is_wrong_signs_nobody_out_and_lets_nobody_back_in() {
    try (var run = new FaultRun("F21", "The server's clock is off")) {
      var cluster = run.cluster();
      var right = run.server(cluster.url(), SHORT_SESSIONS).awaitReady();
      var load = run.people(right);
      var expired = load.crowd(0);
      cluster
          .sql()
          .run(
              """
              update session set "expiresAt" = now() - interval '5 minutes' where "userId" =
                (select id from "user" where email = '%s')
              """
                  .formatted(expired));
      load.expired(expired);

      long near = 0;
      for (var off : WITHIN_A_MINUTE) {
        try (var server = serverWith(run, right, cluster.url(), off)) {
          load.turnTo(server.base());
          near += load.truth(cluster.sql()).wrongSessions();
        }
      }
      run.figures().atMost("sessions wrongly ended or kept at ± 60 s", 0, near);

      long far = 0;
      for (var off : FAR_OFF) {
        try (var server = serverWith(run, right, cluster.url(), off)) {
          load.turnTo(server.base());
          far += load.truth(cluster.sql()).wrongSessions();
          assertThat(server.status("/health/ready")).as("off by %s", off).isEqualTo(200);
          assertThat(server.body("/health/ready")).as("off by %s", off).contains("warning");
        }
      }
      run.figures().atMost("sessions wrongly ended or kept at ± 1 h and ± 1 d", 0, far);

      load.turnTo(right.base());
      run.assertInvariants(load.stop(), load.truth(cluster.sql()));
    }
  }

  @FullRow
  void f22_a_clock_that_steps_back_stops_nothing() {
    try (var run = new FaultRun("F22", "The server's clock steps 30 s back under load")) {
      var cluster = run.cluster();
      var clock = FakeClock.offBy(run.scratch(), Duration.ZERO);
      var server = run.server(cluster.url(), clock.settings()).awaitReady();
      var load = run.people(server).start(Rates.USUAL);
      Pace.pass(FaultRun.level().warm());
      long stepped = System.nanoTime();
      clock.set(Duration.ofSeconds(-30));
      Pace.pass(Duration.ofSeconds(40));

      var answers = load.stop();
      run.figures()
          .atMost(
              "failed requests from then on",
              0,
              answers.between(stepped, Long.MAX_VALUE).failures().count());
      run.figures()
          .atMost(
              "exceptions in the log",
              0,
              server.log().lines().filter(line -> line.contains("stack_trace")).count());
      assertThat(answers.of(Kind.SIGN_IN).count()).isPositive();
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }

  private static PackagedServer serverWith(
      FaultRun run, PackagedServer right, String url, Duration off) {
    var settings = new HashMap<>(SHORT_SESSIONS);
    settings.put("BETTER_AUTH_URL", right.origin());
    settings.putAll(FakeClock.offBy(run.scratch(), off).settings());
    return run.server(url, settings).awaitReady();
  }
}
