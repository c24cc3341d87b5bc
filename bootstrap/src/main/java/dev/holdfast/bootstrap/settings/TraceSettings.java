package dev.holdfast.bootstrap.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where spans are sent and which, as OpenTelemetry's own variables say. Never prints the headers.
 *
 * @param endpoint of the collector, with its path
 * @param headers sent with each batch; may carry the collector's token
 * @param timeout of one batch
 * @param resource what is said of this process
 * @param delay how long a span waits for others to go with it
 * @param queue how many may wait
 */
public record TraceSettings(
    URI endpoint,
    Map<String, String> headers,
    Duration timeout,
    Map<String, String> resource,
    Sampling sampling,
    Duration delay,
    int queue) {
  /**
   * Which traces are recorded.
   *
   * @param byParent a caller's decision is followed
   * @param ratio of the others: 0 to 1
   */
  public record Sampling(boolean byParent, double ratio) {}

  public TraceSettings {
    headers = Map.copyOf(headers);
    resource = Map.copyOf(resource);
  }

  @Override
  public String toString() {
    return "TraceSettings[" + endpoint.getScheme() + "://" + endpoint.getHost() + "]";
  }
}
