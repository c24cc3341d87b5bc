package dev.holdfast.domain.platform;

import java.util.Collections;
import java.util.SortedMap;

/**
 * Counts what happens, by name; shown in the readiness answer and, where somebody fetches them, in
 * metrics. Names and labels come from code alone, so there are few.
 */
public interface Counters {
  /** For whoever is not watched. */
  Counters NONE =
      new Counters() {
        @Override
        public void add(String name, String label) {}

        @Override
        public SortedMap<String, Long> snapshot() {
          return Collections.emptySortedMap();
        }
      };

  /** Adds one. Names are lower-case words joined by {@code _}; a label names the kind. */
  void add(String name, String label);

  /** All counts so far, as {@code name{label}}. */
  SortedMap<String, Long> snapshot();
}
