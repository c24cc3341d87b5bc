package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.log.JsonEventLog;
import dev.holdfast.bootstrap.log.LiveCounters;
import dev.holdfast.bootstrap.settings.Configuration;
import java.time.InstantSource;

/**
 * The start of a protected API: asks for the issuer's keys once, says what came of it, and goes on
 * either way. An issuer that is away is waited for: the API is live, not ready, and heals.
 */
final class ApiStart {
  private final Configuration configuration;
  private final LiveCounters counters;
  private final Closing closing;

  ApiStart(Configuration configuration, LiveCounters counters, Closing closing) {
    this.configuration = configuration;
    this.counters = counters;
    this.closing = closing;
  }

  ApiServer begin(Phases phases) {
    var time = new RunningTime(System::nanoTime, InstantSource.system()).beating();
    closing.then(time::close);
    var events = new JsonEventLog(counters);
    var api = DaggerApiServer.factory().with(configuration, time, events, counters);
    closing.then(() -> api.issuer().close());
    var status = phases.timed("issuer's keys", () -> api.keys().refresh());
    StartLines.issuer(configuration, status);
    if (status.keys().isEmpty()) {
      var waiting = new AwaitedKeys(api.keys());
      closing.then(waiting::close);
      waiting.start();
    }
    return api;
  }
}
