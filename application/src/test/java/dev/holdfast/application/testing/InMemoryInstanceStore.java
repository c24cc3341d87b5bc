package dev.holdfast.application.testing;

import dev.holdfast.domain.instance.Instance;
import dev.holdfast.domain.instance.InstanceStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Instances in memory. */
public final class InMemoryInstanceStore implements InstanceStore {
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final InMemory data;

  public InMemoryInstanceStore(InMemory data) {
    this.data = data;
  }

  @Override
  public List<Instance> meet(Instance own, Instant since) {
    return data.write(
        state -> {
          var oldest = own.seenAt().minus(REMEMBERED);
          state.instances.values().removeIf(one -> one.seenAt().isBefore(oldest));
          state.instances.put(own.id(), own);
          return recent(state, since).stream().filter(one -> !one.id().equals(own.id())).toList();
        });
  }

  @Override
  public List<Instance> seenSince(Instant since) {
    return data.read(state -> recent(state, since));
  }

  @Override
  public void leave(String id) {
    data.write(state -> state.instances.remove(id));
  }

  @Override
  public String salt() {
    return data.read(state -> "salt of " + System.identityHashCode(data));
  }

  private static List<Instance> recent(InMemory.State state, Instant since) {
    return state.instances.values().stream()
        .filter(one -> !one.seenAt().isBefore(since))
        .sorted(Comparator.comparing(Instance::name).thenComparing(Instance::id))
        .toList();
  }
}
