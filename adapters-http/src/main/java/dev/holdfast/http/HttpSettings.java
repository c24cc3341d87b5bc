package dev.holdfast.http;

import dev.holdfast.domain.config.PublicUrl;
import java.time.Duration;
import java.util.List;

/**
 * What the deployment decides about HTTP; validated before it gets here.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param trustedOrigins patterns beside the public URL's own origin (protocol security §1.4)
 * @param trustedProxies CIDRs whose forwarding headers are believed
 * @param reasonsInHeader whether refusals carry {@code x-auth-reason}
 * @param drain how long requests in flight may take once the server stops
 * @param connections what a client's connections may ask of the server
 * @param managementPort a second port that serves nothing but what is managed; 0: there is none
 */
public record HttpSettings(
    String host,
    int port,
    PublicUrl publicUrl,
    List<String> trustedOrigins,
    List<String> trustedProxies,
    boolean reasonsInHeader,
    Duration drain,
    ConnectionLimits connections,
    int managementPort) {
  /** With the limits that are shipped, on one port. */
  public HttpSettings(
      String host,
      int port,
      PublicUrl publicUrl,
      List<String> trustedOrigins,
      List<String> trustedProxies,
      boolean reasonsInHeader,
      Duration drain) {
    this(
        host,
        port,
        publicUrl,
        trustedOrigins,
        trustedProxies,
        reasonsInHeader,
        drain,
        ConnectionLimits.STANDARD);
  }

  /** On one port. */
  public HttpSettings(
      String host,
      int port,
      PublicUrl publicUrl,
      List<String> trustedOrigins,
      List<String> trustedProxies,
      boolean reasonsInHeader,
      Duration drain,
      ConnectionLimits connections) {
    this(
        host,
        port,
        publicUrl,
        trustedOrigins,
        trustedProxies,
        reasonsInHeader,
        drain,
        connections,
        0);
  }

  /** The same with a second port. */
  public HttpSettings managedOn(int otherPort) {
    return new HttpSettings(
        host,
        port,
        publicUrl,
        trustedOrigins,
        trustedProxies,
        reasonsInHeader,
        drain,
        connections,
        otherPort);
  }

  public HttpSettings {
    trustedOrigins = List.copyOf(trustedOrigins);
    trustedProxies = List.copyOf(trustedProxies);
  }
}
