package dev.holdfast.http.health;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * One thing that readiness depends on.
 *
 * @param name shown to anybody: no host, no version
 * @param result asked each time; must not block for long. An exception counts as {@link State#BAD}
 */
public record Check(String name, Supplier<Result> result) {
  /** How it stands. */
  public enum State {
    OK,
    /** Worth a look, but requests are served: readiness stays green. */
    WARNING,
    BAD
  }

  /**
   * How it stood when it was last looked at.
   *
   * @param age how long ago that was
   * @param detail what it is about, by names that anybody may read; empty if that is clear
   */
  public record Result(State state, Duration age, String detail) {
    public Result(State state, Duration age) {
      this(state, age, "");
    }

    @Override
    public String toString() {
      var about = detail.isEmpty() ? "" : ": " + detail;
      var word = state.name().toLowerCase(Locale.ROOT) + about;
      return age.toSeconds() == 0 ? word : word + ", " + age.toSeconds() + " s ago";
    }
  }

  /** One that is looked at whenever it is asked for. */
  public static Check of(String name, Supplier<State> state) {
    return new Check(name, () -> new Result(state.get(), Duration.ZERO));
  }
}
