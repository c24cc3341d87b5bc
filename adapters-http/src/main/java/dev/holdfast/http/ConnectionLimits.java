package dev.holdfast.http;

import java.time.Duration;

/**
 * What one server allows its connections (checklist 14.3). Tests set these low; {@link #STANDARD}
 * is what is shipped.
 *
 * @param open at one time; further ones wait in the kernel's queue until another closes
 * @param acceptsPerSecond further ones are accepted late
 * @param slowClient the time for the header fields, and again for the body
 * @param idle how long a connection may be silent
 */
public record ConnectionLimits(int open, int acceptsPerSecond, Duration slowClient, Duration idle) {
  public static final ConnectionLimits STANDARD =
      new ConnectionLimits(
          Limits.CONNECTIONS, Limits.ACCEPTS_PER_SECOND, Limits.SLOW_CLIENT, Limits.IDLE);

  public ConnectionLimits {
    if (open < 1 || acceptsPerSecond < 1) throw new IllegalArgumentException("nobody could come");
    if (!slowClient.isPositive() || !idle.isPositive()) {
      throw new IllegalArgumentException("nobody could finish a request");
    }
  }
}
