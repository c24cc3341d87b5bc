package dev.holdfast.http;

import org.jspecify.annotations.Nullable;

/** Told of each answered request, to measure it. Must be fast and must not throw. */
@FunctionalInterface
public interface RequestMeter {
  /** Measures nothing. */
  RequestMeter NONE = (method, route, status, nanos) -> {};

  /**
   * A request was answered.
   *
   * @param method as it came: not one of a few
   * @param route the pattern of the route; null where there is none
   * @param nanos from the first header to the last byte of the answer
   */
  void answered(String method, @Nullable String route, int status, long nanos);
}
