package dev.holdfast.application.testing;

import dev.holdfast.domain.platform.Events;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was published, in order. */
public final class RecordedEvents implements Events {
  private final List<Event> all = new ArrayList<>();

  @Override
  public synchronized void publish(Event event) {
    all.add(event);
  }

  public synchronized List<Event> all() {
    return List.copyOf(all);
  }

  public <E extends Event> List<E> of(Class<E> kind) {
    return all().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
