package dev.holdfast.application.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that is pushed by hand. */
public final class TestClock implements InstantSource {
  public static final Instant START = Instant.parse("2026-11-24T04:03:03.035Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @Override
  public Instant instant() {
    return now.get();
  }

  public void advance(Duration by) {
    now.updateAndGet(before -> before.plus(by));
  }

  public void set(Instant moment) {
    now.set(moment);
  }
}
