package dev.holdfast.bootstrap.log;

import dev.holdfast.domain.platform.Counters;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts in memory, since the start of the process. Names and labels come from code alone. */
public final class LiveCounters implements Counters {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  @Override
  public void add(String name, String label) {
    counts.computeIfAbsent(name + "{" + label + "}", absent -> new LongAdder()).increment();
  }

  @Override
  public SortedMap<String, Long> snapshot() {
    var all = new TreeMap<String, Long>();
    counts.forEach((name, count) -> all.put(name, count.sum()));
    return Collections.unmodifiableSortedMap(all);
  }
}
