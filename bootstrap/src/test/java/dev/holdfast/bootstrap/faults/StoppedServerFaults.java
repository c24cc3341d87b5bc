package dev.holdfast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.load.Rates;
import dev.holdfast.bootstrap.faults.rig.Eventually;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.time.Duration;

/** F2: one of two instances is told to stop while it is asked. */
final class StoppedServerFaults {
  @FullRow
  void f2_an_instance_that_is_told_to_stop_answers_whom_it_serves_and_ends_with_0() {
    try (var run = new FaultRun("F2", "One of two instances stopped (`SIGTERM`) under load")) {
      var cluster = run.cluster();
      var first = run.server(cluster.url()).awaitReady();
      var second = run.server(cluster.url(), "BETTER_AUTH_URL", first.origin()).awaitReady();
      var load = run.people(first).start(Rates.USUAL);
      Pace.pass(FaultRun.level().warm());

      long told = System.nanoTime();
      first.terminate();
      // What a load balancer does: it looks at readiness and sends requests where it is green.
      Eventually.happens(
          first::lastWords, Duration.ofSeconds(5), () -> first.status("/health/ready") != 200);
      load.turnTo(second.base());
      int code = first.awaitEnd();
      var end = Duration.ofNanos(System.nanoTime() - told);
      Pace.pass(Duration.ofSeconds(5));

      var answers = load.stop();
      run.figures().atMost("failed requests", 0, answers.ofUsers().failures().count());
      run.figures().atMost("exit after", Duration.ofSeconds(10), end);
      assertThat(code).isZero();
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }
}
