package dev.holdfast.bootstrap.faults.load;

import java.time.Duration;

/**
 * One question and its answer.
 *
 * @param start when it was asked, as {@link System#nanoTime()}
 * @param end when the answer was there, or no longer to be expected
 * @param status the HTTP status; 0 without an answer
 * @param note the code of an error, or what was wrong
 */
public record Probe(Kind kind, long start, long end, int status, Outcome outcome, String note) {
  public Duration took() {
    return Duration.ofNanos(end - start);
  }

  boolean isGood() {
    return outcome == Outcome.GOOD;
  }
}
