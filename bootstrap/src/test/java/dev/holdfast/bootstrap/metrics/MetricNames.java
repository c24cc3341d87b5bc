package dev.holdfast.bootstrap.metrics;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds metrics by the names that stand in queries and in the text of {@code /metrics}. */
final class MetricNames {
  private static final Pattern NAME =
      Pattern.compile("\\b(?:holdfast|jvm|process|system)_[a-z0-9_]+\\b");

  private static final Pattern PART = Pattern.compile("_(?:bucket|count|sum|max)$");

  private MetricNames() {}

  /** The row of a name, or of the histogram that the name is a part of. */
  static Optional<Metric> of(String name) {
    var whole = PART.matcher(name).replaceFirst("");
    return Arrays.stream(Metric.values())
        .filter(
            metric ->
                metric.text().equals(name) || (isSplit(metric) && metric.text().equals(whole)))
        .findFirst();
  }

  /** Every word in a text that looks like the name of a metric. */
  static Set<String> in(String text) {
    var names = new TreeSet<String>();
    NAME.matcher(text).results().forEach(found -> names.add(found.group()));
    return names;
  }

  private static boolean isSplit(Metric metric) {
    return metric.kind() == Metric.Kind.HISTOGRAM || metric.kind() == Metric.Kind.SUMMARY;
  }
}
