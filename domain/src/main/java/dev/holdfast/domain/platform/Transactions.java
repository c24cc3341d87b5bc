package dev.holdfast.domain.platform;

import java.util.function.Supplier;

/** Makes the effects of several stores one: all of them, or none. */
public interface Transactions {
  /**
   * Runs the work in one transaction: committed when it returns, undone when it throws.
   *
   * @throws Unavailable when the store cannot answer; {@link Unavailable.Effect#UNKNOWN} when the
   *     commit's answer was lost
   */
  <T> T run(Supplier<T> work);
}
