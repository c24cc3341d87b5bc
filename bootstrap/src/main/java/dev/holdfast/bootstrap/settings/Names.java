package dev.holdfast.bootstrap.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Refuses names with our prefixes that nobody knows: a misspelt setting must not go unnoticed. */
final class Names {
  private static final int FAR = 12;

  private static final Set<String> KNOWN = known();

  private Names() {}

  static List<Problem> problems(List<String> names) {
    var problems = new ArrayList<Problem>();
    for (var name : names) {
      if (!name.startsWith("HOLDFAST_") && !name.startsWith("BETTER_AUTH_")) continue;
      if (KNOWN.contains(name)) continue;
      if (Settings.PROVIDER_GROUP.matcher(name).matches()) {
        problems.add(
            new Problem(
                name,
                "asks for social sign-in, which this version does not have",
                "unset it until a version that does"));
      } else {
        problems.add(new Problem(printable(name), "is no setting", suggestion(name)));
      }
    }
    return problems;
  }

  private static String suggestion(String name) {
    var nearest =
        KNOWN.stream()
            .min(Comparator.comparingInt(known -> distance(name, known)))
            .filter(known -> distance(name, known) <= Math.min(FAR, known.length() / 2))
            .map(known -> "did you mean " + known + "?");
    return nearest.orElse("unset it; docs/configuration.md lists every setting");
  }

  private static String printable(String name) {
    var cut = name.length() > 80 ? name.substring(0, 80) + "..." : name;
    return cut.replaceAll("[^\\x21-\\x7e]", "?");
  }

  private static Set<String> known() {
    Set<String> all = new TreeSet<>(Settings.IGNORED);
    for (var setting : Settings.ALL) {
      for (var name : setting.names()) {
        all.add(name);
        if (setting.secret()) all.add(name + "_FILE");
      }
    }
    return all;
  }

  /** Levenshtein's: insertions, deletions and replacements that make one of the other. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) row[j] = j;
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
