package dev.holdfast.http;

import dev.holdfast.domain.session.Device;
import dev.holdfast.domain.session.SessionPolicy.Start;
import java.time.InstantSource;

/** From where, how and when somebody signs in, as the request shows it. */
public final class Devices {
  private final InstantSource clock;

  public Devices(InstantSource clock) {
    this.clock = clock;
  }

  /** A browser that is not to be remembered says {@code rememberMe: false}. */
  public Start of(Exchange exchange) {
    var device = new Device(exchange.clientAddress(), exchange.header("user-agent").orElse(""));
    return new Start(device, exchange.body().flag("rememberMe", true), clock.instant());
  }
}
