package dev.holdfast.bootstrap.doctor;

import dev.holdfast.bootstrap.command.DoctorOptions;
import dev.holdfast.bootstrap.report.Findings;
import dev.holdfast.bootstrap.report.Verdict;
import java.io.UncheckedIOException;

/**
 * Looks at a deployment in the order in which a mistake would show: the way there, what the server
 * sees of it, who may call, a visit, and what an API makes of the token. Leaves nothing behind.
 */
public final class Doctor {
  private final DoctorOptions options;
  private final Findings findings = new Findings();

  public Doctor(DoctorOptions options) {
    this.options = options;
  }

  /** How it went: what was found, and whether anybody answered at all. */
  public record Diagnosis(Findings findings, boolean reached) {
    public boolean isHealthy() {
      return reached && !findings.has(Verdict.FAILED);
    }
  }

  public Diagnosis run() {
    var place = Place.of(options.url());
    try (var outside = new Outside()) {
      var way = new WayThere(place, outside, findings);
      if (!way.reaches()) return new Diagnosis(findings, false);
      way.look();
      look(place, outside);
    }
    return new Diagnosis(findings, true);
  }

  private void look(Place place, Outside outside) {
    try {
      var inside = new Inside(place, outside, options.token(), findings);
      var seen = inside.look();
      if (seen.isEmpty()) return;
      new Origins(place, outside, findings).look(seen.get());
      new Visit(place, outside, inside, findings).look(seen.get(), options.api());
    } catch (UncheckedIOException lost) {
      findings.fail(
          "connection",
          "an answer did not come: " + lost.getCause(),
          "look at the proxy's and the server's log for this minute");
    }
  }
}
