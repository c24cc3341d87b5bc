package dev.holdfast.domain.instance;

import dev.holdfast.domain.platform.Events;
import java.util.List;

/** What instances find out about each other. */
public sealed interface InstanceEvent extends Events.Event {
  /** This instance is known to the others by this name, its secrets by these fingerprints. */
  record Registered(String instance, List<String> secrets, int others) implements InstanceEvent {
    public Registered {
      secrets = List.copyOf(secrets);
    }
  }

  /** Another instance has a value otherwise. */
  record Disagrees(Disagreement disagreement) implements InstanceEvent {}

  /** All instances agree again. */
  record Agree() implements InstanceEvent {}
}
