package dev.holdfast.domain.platform;

/** Told of what happened; writes it down. Never throws and never blocks for long. */
public interface Events {
  void publish(Event event);

  /** Something worth a line in the log. Each feature seals its own kinds. */
  interface Event {}
}
