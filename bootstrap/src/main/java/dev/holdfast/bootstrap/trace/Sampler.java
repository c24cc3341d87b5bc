package dev.holdfast.bootstrap.trace;

import dev.holdfast.bootstrap.settings.TraceSettings.Sampling;
import dev.holdfast.http.TraceParent;
import org.jspecify.annotations.Nullable;

/** Decides which traces are recorded, as OpenTelemetry's samplers do (SDK specification). */
final class Sampler {
  private final Sampling sampling;
  private final long bound;

  Sampler(Sampling sampling) {
    this.sampling = sampling;
    this.bound = (long) (sampling.ratio() * Long.MAX_VALUE);
  }

  boolean records(@Nullable TraceParent parent, String traceId) {
    if (parent != null && sampling.byParent()) return parent.sampled();
    // The same part of all trace ids on every instance: their last 63 bits are as good as chance.
    long draw = Long.parseUnsignedLong(traceId.substring(16), 16) & Long.MAX_VALUE;
    return sampling.ratio() >= 1 || draw < bound;
  }
}
