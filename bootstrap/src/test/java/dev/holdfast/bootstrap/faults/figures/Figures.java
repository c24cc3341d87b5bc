package dev.holdfast.bootstrap.faults.figures;

import dev.holdfast.http.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of one row. Each is written at once, as a line of {@code target/faults/<row>.json},
 * so that a run which fails later still tells what it saw. A missed target is recorded as a miss;
 * it fails the run only where {@code faults.misses} is {@code fail}.
 */
public final class Figures {
  private static final Path FOLDER = Path.of("target", "faults");

  private final String loadBefore = Machine.load();
  private final String row;
  private final String fault;
  private final List<Figure> misses = new ArrayList<>();

  /** No figure yet, of this row of the table of faults. */
  public Figures(String row, String fault) {
    this.row = row;
    this.fault = fault;
  }

  /** A duration that must not exceed its target; empty when what was waited for never came. */
  public void atMost(String measure, Duration target, Optional<Duration> measured) {
    boolean met = measured.map(seen -> seen.compareTo(target) <= 0).orElse(false);
    note(measure, "≤ " + text(target), measured.map(Figures::text).orElse("never"), met);
  }

  public void atMost(String measure, Duration target, Duration measured) {
    atMost(measure, target, Optional.of(measured));
  }

  /** A count that must not exceed its target. */
  public void atMost(String measure, long target, long measured) {
    var text = target == 0 ? "0" : "≤ " + target;
    note(measure, text, Long.toString(measured), measured <= target);
  }

  /** A share, from 0 to 1, that must stay below its target. */
  public void below(String measure, double target, double measured) {
    note(measure, "< " + percent(target), percent(measured), measured < target);
  }

  /** A share that must reach its target. */
  public void atLeast(String measure, double target, double measured) {
    note(measure, "≥ " + percent(target), percent(measured), measured >= target);
  }

  /** Seen, and promised to nobody. */
  public void noted(String measure, String measured) {
    note(measure, "none", measured, true);
  }

  /** Those that missed their target. */
  public List<Figure> misses() {
    return List.copyOf(misses);
  }

  private void note(String measure, String target, String measured, boolean met) {
    var figure = new Figure(row, fault, measure, target, measured, met);
    if (!met) misses.add(figure);
    System.out.printf(
        Locale.ROOT,
        "%s %s %s: %s (target %s)%n",
        met ? "met   " : "MISSED",
        row,
        measure,
        measured,
        target);
    write(line(figure));
  }

  private Map<String, Object> line(Figure figure) {
    var line = new LinkedHashMap<String, Object>();
    line.put("row", figure.row());
    line.put("fault", figure.fault());
    line.put("measure", figure.measure());
    line.put("target", figure.target());
    line.put("measured", figure.measured());
    line.put("met", figure.met());
    line.put("level", System.getProperty("faults.level", "full"));
    line.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    line.put("loadBefore", loadBefore);
    line.put("machine", Machine.text());
    line.put("versions", Machine.versions());
    return line;
  }

  private void write(Map<String, Object> line) {
    try {
      Files.createDirectories(FOLDER);
      var text = new String(Json.write(line), StandardCharsets.UTF_8) + "\n";
      Files.writeString(
          FOLDER.resolve(row + ".json"),
          text,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String text(Duration duration) {
    if (duration.toMillis() < 1000) return duration.toMillis() + " ms";
    var seconds = String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    return (seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds) + " s";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.1 ? "%.2f %%" : "%.0f %%", share * 100);
  }
}
