package dev.holdfast.bootstrap.faults;

import java.time.Duration;

/**
 * How thoroughly the rows are run: {@code -Dfaults.level=smoke} within minutes, in every build;
 * {@code full}, the default, with the stretches of time that the figures are promised for.
 */
enum Level {
  SMOKE(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(10), 5, 1_000),
  FULL(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(30), 20, 10_000);

  private final Duration warm;
  private final Duration recovery;
  private final Duration freeze;
  private final int rounds;
  private final int requests;

  Level(Duration warm, Duration recovery, Duration freeze, int rounds, int requests) {
    this.warm = warm;
    this.recovery = recovery;
    this.freeze = freeze;
    this.rounds = rounds;
    this.requests = requests;
  }

  static Level current() {
    return "smoke".equals(System.getProperty("faults.level")) ? SMOKE : FULL;
  }

  /** Undisturbed load before a fault. */
  Duration warm() {
    return warm;
  }

  /** How long all must be well after a fault before it counts as over. */
  Duration recovery() {
    return recovery;
  }

  /** How long a frozen database stays frozen. */
  Duration freeze() {
    return freeze;
  }

  /** How often what is due to chance is tried. */
  int rounds() {
    return rounds;
  }

  /** How many requests a row of a fixed number has. */
  int requests() {
    return requests;
  }
}
