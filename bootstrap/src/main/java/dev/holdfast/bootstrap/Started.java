package dev.holdfast.bootstrap;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the start is over: the database was reached and the keys were read. */
final class Started {
  private final AtomicBoolean over = new AtomicBoolean();

  void mark() {
    over.set(true);
  }

  boolean isOver() {
    return over.get();
  }
}
