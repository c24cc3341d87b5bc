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

/** The audit's keeping over data in memory. */
public final class Audits {
  private Audits() {}

  /** What is written later is written at once; nobody is told of the keeping itself. */
  public static AuditQueue at(InMemory data, InstantSource clock) {
    var store = data.stores().audit();
    Events nobody = event -> {};
    var upkeep = new AuditUpkeep(store, Duration.ZERO, nobody, clock, Runnable::run);
    return new AuditQueue(store, upkeep, new Counted(), nobody, Runnable::run);
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
