package dev.holdfast.http;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the server is on its way out: readiness turns red before requests are refused. */
public final class Draining {
  private final AtomicBoolean begun = new AtomicBoolean();

  public void begin() {
    begun.set(true);
  }

  public boolean hasBegun() {
    return begun.get();
  }
}
