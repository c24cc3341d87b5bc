package dev.holdfast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.load.Answers;
import dev.holdfast.bootstrap.faults.load.Load;
import dev.holdfast.bootstrap.faults.load.Outcome;
import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.FaultyProxy;
import dev.holdfast.bootstrap.faults.rig.Pace;
import dev.holdfast.bootstrap.faults.rig.PackagedServer;
import java.time.Duration;
import java.util.function.BiConsumer;

/** F14: connections die while nobody asks; the first who asks must not notice. */
final class IdleFaults {
  private static final Duration IDLE = Duration.ofSeconds(65);
  private static final Duration ASLEEP = Duration.ofMinutes(5);
  private static final Duration WAKE_UP = Duration.ofMillis(500);
  private static final int FIRST_ASKERS = 20;

  @FullRow
  void f14_connections_reset_while_idle_are_nobodys_error() {
    firstAnswersAfter(
        "Idle connections reset", IDLE, Duration.ofSeconds(1), (proxy, _) -> proxy.resetAll());
  }

  @FullRow
  void f14_connections_half_closed_while_idle_are_nobodys_error() {
    firstAnswersAfter(
        "Idle connections half closed",
        IDLE,
        Duration.ofSeconds(1),
        (proxy, _) -> proxy.halfCloseAll());
  }

  @FullRow
  void f14_connections_that_died_silently_are_nobodys_error() {
    firstAnswersAfter(
        "Idle connections dead without a word",
        IDLE,
        Duration.ofSeconds(1),
        (proxy, _) -> proxy.killSilently());
  }

  @FullRow
  void f14_a_database_that_slept_is_woken_by_the_first_who_asks() {
    firstAnswersAfter(
        "Database asleep for 5 min, 500 ms to wake up",
        ASLEEP,
        WAKE_UP.plusSeconds(1),
        (proxy, _) -> {
          proxy.resetAll();
          proxy.wakeUp(WAKE_UP);
        });
  }

  @FullRow
  void f14_a_process_that_was_frozen_while_its_connections_died_goes_on() {
    firstAnswersAfter(
        "Process frozen for 35 s, its connections dead without a word",
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        (proxy, server) -> {
          server.freeze();
          Pace.pass(Duration.ofSeconds(35));
          proxy.killSilently();
          server.thaw();
        });
  }

  private static void firstAnswersAfter(
      String fault,
      Duration idle,
      Duration target,
      BiConsumer<FaultyProxy, PackagedServer> happening) {
    try (var run = new FaultRun("F14", fault)) {
      var cluster = run.cluster();
      var proxy = run.proxy(cluster.port());
      var server = run.server(Cluster.urlAt(proxy.port())).awaitReady();
      var load = run.people(server);
      // As many connections as the pool has, so that all of them are dead afterwards.
      load.mixed(20, 200);
      Pace.pass(idle);
      happening.accept(proxy, server);

      long asked = System.nanoTime();
      Load again = load.checks(1, FIRST_ASKERS).checks(FIRST_ASKERS, FIRST_ASKERS);
      Answers answers = again.stop();
      var first = answers.between(asked, Long.MAX_VALUE);
      run.figures().atMost(fault + ": errors of the first who ask", 0, first.failures().count());
      run.figures().atMost(fault + ": slowest first answer", target, first.slowest());
      assertThat(first.with(Outcome.FALSE_IDENTITY).count()).isZero();
      proxy.wakeUp(Duration.ZERO);
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }
}
