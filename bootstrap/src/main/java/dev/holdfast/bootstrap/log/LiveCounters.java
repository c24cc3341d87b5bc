package dev.holdfast.bootstrap.log;

import dev.holdfast.domain.platform.Counters;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts in memory, since the start of the process. Names and labels come from code alone. Adding
 * to a count that is there makes no object: it is done for each session check.
 */
public final class LiveCounters implements Counters {
  private final Map<String, Map<String, LongAdder>> counts = new ConcurrentHashMap<>();

  /** Sees one count. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * One of all.
     *
     * @param count goes on counting; the same object each time
     */
    void visit(String name, String label, LongAdder count);
  }

  @Override
  public void add(String name, String label) {
    var byLabel = counts.get(name);
    if (byLabel == null) {
      byLabel = counts.computeIfAbsent(name, absent -> new ConcurrentHashMap<>());
    }
    var count = byLabel.get(label);
    if (count == null) count = byLabel.computeIfAbsent(label, absent -> new LongAdder());
    count.increment();
  }

  @Override
  public SortedMap<String, Long> snapshot() {
    var all = new TreeMap<String, Long>();
    each((name, label, count) -> all.put(name + "{" + label + "}", count.sum()));
    return Collections.unmodifiableSortedMap(all);
  }

  /** Shows every count there is so far. */
  public void each(Visitor visitor) {
    counts.forEach(
        (name, byLabel) -> byLabel.forEach((label, count) -> visitor.visit(name, label, count)));
  }
}
