package dev.holdfast.bootstrap.faults.load;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All answers of a run, in the order of their questions, and what can be counted in them. */
public final class Answers {
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(1);
  private static final double ENOUGH = 0.99;

  private final List<Probe> probes;

  Answers(List<Probe> probes) {
    this.probes = probes.stream().sorted(Comparator.comparingLong(Probe::start)).toList();
  }

  /** Those whose question lies between two moments ({@code nanoTime}). */
  public Answers between(long from, long to) {
    return where(probe -> probe.start() >= from && probe.start() < to);
  }

  public Answers of(Kind kind) {
    return where(probe -> probe.kind() == kind);
  }

  /** Those that ask and change nothing. */
  public Answers reads() {
    return where(probe -> probe.kind().isRead());
  }

  /** Those of users that change something. */
  public Answers writes() {
    return where(probe -> probe.kind().isOfUsers() && !probe.kind().isRead());
  }

  /** Those of users, without the looks at health. */
  public Answers ofUsers() {
    return where(probe -> probe.kind().isOfUsers());
  }

  public Answers with(Outcome outcome) {
    return where(probe -> probe.outcome() == outcome);
  }

  /** Everything that was not good. */
  public Answers failures() {
    return where(probe -> !probe.isGood());
  }

  public Answers where(Predicate<Probe> wanted) {
    return new Answers(probes.stream().filter(wanted).toList());
  }

  public int count() {
    return probes.size();
  }

  public List<Probe> probes() {
    return probes;
  }

  /** The share that failed, from 0 to 1. */
  public double failedShare() {
    return probes.isEmpty() ? 0 : (double) failures().count() / count();
  }

  /** The duration that this share of the answers did not exceed; zero if there are none. */
  public Duration percentile(double share) {
    var sorted = probes.stream().map(Probe::took).sorted().toList();
    if (sorted.isEmpty()) return Duration.ZERO;
    return sorted.get(Math.min(sorted.size() - 1, (int) Math.floor(share * sorted.size())));
  }

  public Duration slowest() {
    return percentile(1);
  }

  /**
   * From the end of a fault to the start of the first second after which every second of the
   * stretch had 99 % success. Empty if that never came.
   */
  public Optional<Duration> timeTo99(long end, Duration stretch) {
    var users = ofUsers();
    for (long start = end; start + stretch.toNanos() <= users.lastStart() + STEP; start += STEP) {
      if (users.isWholeFrom(start, stretch)) return Optional.of(Duration.ofNanos(start - end));
    }
    return Optional.empty();
  }

  private boolean isWholeFrom(long start, Duration stretch) {
    for (long from = start; from + WINDOW <= start + stretch.toNanos(); from += WINDOW) {
      if (1 - between(from, from + WINDOW).failedShare() < ENOUGH) return false;
    }
    return true;
  }

  private long lastStart() {
    return probes.isEmpty() ? Long.MIN_VALUE : probes.getLast().start();
  }

  /** A few lines of evidence: each kind of failure once, with how often it was seen. */
  public String evidence() {
    var text = new StringBuilder();
    failures().probes.stream()
        .map(probe -> "%s %s %s".formatted(probe.kind(), probe.outcome(), probe.note()))
        .collect(Collectors.groupingBy(line -> line, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(12)
        .forEach(
            entry ->
                text.append(entry.getValue()).append(" x ").append(entry.getKey()).append('\n'));
    return text.toString();
  }
}
