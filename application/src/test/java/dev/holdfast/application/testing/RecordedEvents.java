package dev.holdfast.application.testing;

import dev.holdfast.domain.platform.Events;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was published, in order. */
public final class RecordedEvents implements Events {
  private final List<Event> all = new CopyOnWriteArrayList<>();

  @Override
  public void publish(Event event) {
    all.add(event);
  }

  public List<Event> all() {
    return List.copyOf(all);
  }

  public <E extends Event> List<E> of(Class<E> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
