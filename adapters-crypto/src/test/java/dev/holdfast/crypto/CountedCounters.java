package dev.holdfast.crypto;

import dev.holdfast.domain.platform.Counters;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Counters that a test reads. */
final class CountedCounters implements Counters {
  private final ConcurrentSkipListMap<String, Long> counts = new ConcurrentSkipListMap<>();

  @Override
  public void add(String name, String label) {
    counts.merge(name + "{" + label + "}", 1L, Long::sum);
  }

  @Override
  public SortedMap<String, Long> snapshot() {
    return new TreeMap<>(counts);
  }
}
