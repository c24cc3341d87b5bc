package dev.holdfast.bootstrap.wiring;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the start is over: the database was reached and the keys were read. */
public final class Started {
  private final AtomicBoolean over = new AtomicBoolean();

  public void mark() {
    over.set(true);
  }

  public boolean isOver() {
    return over.get();
  }
}
