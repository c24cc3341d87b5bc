package dev.holdfast.http;

import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Uptime;
import java.time.InstantSource;

/** What the server takes from the machine that it runs on, and whom it tells. */
public record Surroundings(
    Entropy entropy,
    InstantSource clock,
    Uptime uptime,
    Events events,
    Counters counters,
    RequestMeter meter,
    RequestTracer tracer) {
  /** Nobody counts, measures or follows. */
  public Surroundings(Entropy entropy, InstantSource clock, Uptime uptime, Events events) {
    this(entropy, clock, uptime, events, Counters.NONE, RequestMeter.NONE, RequestTracer.NONE);
  }
}
