package dev.holdfast.domain.platform;

import java.util.SortedMap;

/** Counts what happens, by name; shown in log lines and in the readiness answer. */
public interface Counters {
  /** Adds one. Names are lower-case words joined by {@code _}; a label names the kind. */
  void add(String name, String label);

  /** All counts so far, as {@code name{label}}. */
  SortedMap<String, Long> snapshot();
}
