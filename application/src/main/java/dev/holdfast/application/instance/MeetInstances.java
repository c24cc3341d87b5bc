package dev.holdfast.application.instance;

import dev.holdfast.domain.instance.Disagreement;
import dev.holdfast.domain.instance.Instance;
import dev.holdfast.domain.instance.InstanceEvent;
import dev.holdfast.domain.instance.InstanceStore;
import dev.holdfast.domain.platform.Events;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Leaves word of this instance, hears who else runs, and tells where they disagree: each
 * disagreement once, until all agree again. A caller calls it now and then.
 */
public final class MeetInstances {
  /** One that was not seen for so long has ended, or sleeps and will look for itself. */
  public static final Duration RECENT = Duration.ofSeconds(90);

  private final InstanceStore store;
  private final Function<String, Instance> own;
  private final Events events;
  private final InstantSource clock;

  /** What was told already; guarded by this. */
  private final Set<Disagreement> told = new HashSet<>();

  private boolean registered;
  private volatile List<Instance> others = List.of();
  private volatile List<Disagreement> disagreements = List.of();

  /**
   * Meets nobody yet.
   *
   * @param own this instance as it is now, given the store's salt
   */
  public MeetInstances(
      InstanceStore store, Function<String, Instance> own, Events events, InstantSource clock) {
    this.store = store;
    this.own = own;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Meets the others now.
   *
   * @throws dev.holdfast.domain.platform.Unavailable if the store cannot answer; what was known
   *     before stays
   */
  public synchronized void execute() {
    var me = own.apply(store.salt());
    others = store.meet(me, clock.instant().minus(RECENT));
    disagreements = Disagreement.between(me, others);
    if (!registered) {
      registered = true;
      events.publish(
          new InstanceEvent.Registered(me.name(), me.identity().secrets(), others.size()));
    }
    for (var one : disagreements) {
      if (told.add(one)) events.publish(new InstanceEvent.Disagrees(one));
    }
    if (disagreements.isEmpty() && !told.isEmpty()) {
      told.clear();
      events.publish(new InstanceEvent.Agree());
    }
  }

  /** The others, as they were met last. */
  public List<Instance> others() {
    return others;
  }

  /** Where they disagreed when they were met last; empty if they do not. */
  public List<Disagreement> disagreements() {
    return disagreements;
  }
}
