package dev.holdfast.bootstrap.faults;

import dev.holdfast.bootstrap.faults.figures.Figures;
import dev.holdfast.bootstrap.faults.load.Answers;
import dev.holdfast.bootstrap.faults.load.Kind;
import dev.holdfast.bootstrap.faults.load.Outcome;
import dev.holdfast.bootstrap.faults.load.Probe;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** How fast readiness turned red after the start of a fault, and green after its end (I6). */
final class Readiness {
  private static final Duration TARGET = Duration.ofSeconds(2);

  private Readiness() {}

  static void record(Figures figures, Answers answers, long fault, long back) {
    figures.atMost(
        "readiness red after",
        TARGET,
        first(answers.between(fault, back), fault, probe -> probe.outcome() != Outcome.GOOD));
    figures.atMost(
        "readiness green after",
        TARGET,
        first(
            answers.between(back, Long.MAX_VALUE), back, probe -> probe.outcome() == Outcome.GOOD));
  }

  /** From a moment to the end of the first such answer. */
  private static Optional<Duration> first(Answers answers, long from, Predicate<Probe> wanted) {
    return answers.of(Kind.READY).where(wanted).probes().stream()
        .map(probe -> Duration.ofNanos(probe.end() - from))
        .min(Duration::compareTo);
  }
}
