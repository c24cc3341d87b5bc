package dev.holdfast.application.testing;

import dev.holdfast.application.audit.AuditQueue;
import dev.holdfast.application.audit.AuditUpkeep;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Events;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/** The audit's keeping over data in memory. */
public final class Audits {
  private Audits() {}

  /** What is written later is written at once. */
  public static AuditQueue at(InMemory data, Events events, InstantSource clock) {
    return at(data, events, clock, new Counted(), Runnable::run);
  }

  public static AuditQueue at(
      InMemory data, Events events, InstantSource clock, Counters counters, Executor background) {
    var store = data.stores().audit();
    var upkeep = new AuditUpkeep(store, Duration.ZERO, events, clock, background);
    return new AuditQueue(store, upkeep, counters, _ -> {}, background);
  }

  /** Counts, and can be asked. */
  public static final class Counted implements Counters {
    private final SortedMap<String, Long> counts = new TreeMap<>();

    @Override
    public synchronized void add(String name, String label) {
      counts.merge(name + "{" + label + "}", 1L, Long::sum);
    }

    @Override
    public synchronized SortedMap<String, Long> snapshot() {
      return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
  }
}
