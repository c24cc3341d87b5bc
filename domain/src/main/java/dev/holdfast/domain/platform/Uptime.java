package dev.holdfast.domain.platform;

/**
 * Measures spans of time. Unlike a clock it never goes back, and it leaves out what passed while
 * the platform had the whole process frozen: nobody could have done anything then.
 */
@FunctionalInterface
public interface Uptime {
  /** Nanoseconds since some moment; only differences mean anything. */
  long nanos();
}
