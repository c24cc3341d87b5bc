package dev.holdfast.bootstrap.report;

import dev.holdfast.http.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What was found, in the order in which it was looked at. Printable: no control characters. */
public final class Findings {
  private static final int LONGEST = 600;

  private final List<Finding> all = new ArrayList<>();

  public void ok(String step, String what) {
    add(step, Verdict.OK, what, "");
  }

  public void warn(String step, String what, String mend) {
    add(step, Verdict.WARNING, what, mend);
  }

  public void fail(String step, String what, String mend) {
    add(step, Verdict.FAILED, what, mend);
  }

  public void skip(String step, String why, String mend) {
    add(step, Verdict.SKIPPED, why, mend);
  }

  public List<Finding> all() {
    return List.copyOf(all);
  }

  public boolean has(Verdict verdict) {
    return all.stream().anyMatch(one -> one.verdict() == verdict);
  }

  /** One line a finding, and one below it where something is to be mended. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    for (var one : all) {
      lines.add("%-8s %-20s %s".formatted(one.verdict().word(), one.step(), one.what()));
      if (!one.mend().isEmpty()) lines.add(" ".repeat(29) + " -> " + one.mend());
    }
    return List.copyOf(lines);
  }

  public List<JsonObject> json() {
    return all.stream()
        .map(
            one ->
                new JsonObject()
                    .put("step", one.step())
                    .put("verdict", one.verdict().word())
                    .put("what", one.what())
                    .put("mend", one.mend()))
        .toList();
  }

  private void add(String step, Verdict verdict, String what, String mend) {
    all.add(new Finding(step, verdict, printable(what), printable(mend)));
  }

  /** What came from elsewhere must not move a terminal's cursor. */
  private static String printable(String text) {
    var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
  }
}
