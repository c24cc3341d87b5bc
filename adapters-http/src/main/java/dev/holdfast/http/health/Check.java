package dev.holdfast.http.health;

import java.util.function.Supplier;

/**
 * One thing that readiness depends on.
 *
 * @param name shown to anybody: no host, no version
 * @param state asked each time; must not block for long. An exception counts as {@link State#BAD}
 */
public record Check(String name, Supplier<State> state) {
  /** How it stands. */
  public enum State {
    OK,
    /** Worth a look, but requests are served: readiness stays green. */
    WARNING,
    BAD
  }
}
