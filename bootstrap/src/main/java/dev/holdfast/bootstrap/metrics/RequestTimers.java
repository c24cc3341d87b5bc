package dev.holdfast.bootstrap.metrics;

import dev.holdfast.http.RequestMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One histogram for each route, method and class of status, made when it is first needed. Paths
 * that are no route are one, and so are methods that nobody serves: callers cannot make more.
 */
final class RequestTimers implements RequestMeter {
  private static final String NO_ROUTE = "none";
  private static final String OTHER_METHOD = "other";
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS");
  private static final int CLASSES = 6;

  private final MeterRegistry registry;
  private final Map<String, Map<String, AtomicReferenceArray<@Nullable Timer>>> timers =
      new ConcurrentHashMap<>();

  RequestTimers(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void answered(String method, @Nullable String route, int status, long nanos) {
    var pattern = route == null ? NO_ROUTE : route;
    var verb = METHODS.contains(method) ? method : OTHER_METHOD;
    int statusClass = status >= 100 && status < 600 ? status / 100 : 5;
    var byClass = byClass(pattern, verb);
    var timer = byClass.get(statusClass);
    if (timer == null) {
      timer = timer(pattern, verb, statusClass);
      byClass.set(statusClass, timer);
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Looked up before it is computed: a look-up makes no object. */
  private AtomicReferenceArray<@Nullable Timer> byClass(String route, String method) {
    var byMethod = timers.get(route);
    if (byMethod == null) {
      byMethod = timers.computeIfAbsent(route, absent -> new ConcurrentHashMap<>());
    }
    var byClass = byMethod.get(method);
    return byClass != null
        ? byClass
        : byMethod.computeIfAbsent(method, absent -> new AtomicReferenceArray<>(CLASSES));
  }

  /** The registry gives two who race the same one. */
  private Timer timer(String route, String method, int statusClass) {
    var tags = Tags.of("route", route, "method", method, "status", statusClass + "xx");
    return Timing.of(Metric.HTTP_REQUESTS, tags, registry);
  }
}
