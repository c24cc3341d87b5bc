package dev.holdfast.bootstrap.faults.load;

/** How often each thing is asked for, a second. Open-loop: nobody waits for an answer to ask on. */
public record Rates(
    double checks,
    double endedChecks,
    double tokens,
    double signIns,
    double signUps,
    double revokes,
    double signOuts,
    double health) {
  /** What the figures are measured under. */
  public static final Rates USUAL = new Rates(100, 5, 5, 3, 1, 1, 0.5, 5);

  public static final Rates NOTHING_BUT_HEALTH = new Rates(0, 0, 0, 0, 0, 0, 0, 5);
}
