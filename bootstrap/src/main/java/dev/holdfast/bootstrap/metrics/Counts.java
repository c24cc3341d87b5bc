package dev.holdfast.bootstrap.metrics;

import dev.holdfast.bootstrap.log.LiveCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Shows the counts of the port as metrics. Nothing is counted twice: each metric reads the count
 * that is there, and new ones are looked for when somebody fetches.
 */
final class Counts {
  private static final String NONE = "none";

  private final LiveCounters counters;
  private final MeterRegistry registry;
  private final Set<LongAdder> shown = Collections.newSetFromMap(new IdentityHashMap<>());

  Counts(LiveCounters counters, MeterRegistry registry) {
    this.counters = counters;
    this.registry = registry;
  }

  /** Takes in what was counted for the first time since the last look. */
  synchronized void refresh() {
    counters.each(
        (name, label, count) -> {
          if (shown.add(count)) show(name, label, count);
        });
  }

  private void show(String name, String label, LongAdder count) {
    switch (name) {
      case "session_checks" -> decided(Metric.SESSION_CHECKS, label, "signed_in", count);
      case "signed_in" -> decided(Metric.SIGN_INS, "signed_in", "signed_in", count);
      case "sign_in_refused", "password_hash_malformed" ->
          decided(Metric.SIGN_INS, label, "signed_in", count);
      case "signed_up" -> decided(Metric.SIGN_UPS, "signed_up", "signed_up", count);
      case "sign_up_refused" -> decided(Metric.SIGN_UPS, label, "signed_up", count);
      case "token_issued" -> decided(Metric.TOKEN_ISSUES, "issued", "issued", count);
      case "token_refused" -> decided(Metric.TOKEN_ISSUES, label, "issued", count);
      case "token_accepted" -> decided(Metric.TOKEN_CHECKS, "accepted", "accepted", count);
      case "token_rejected" -> decided(Metric.TOKEN_CHECKS, label, "accepted", count);
      case "password_hash_refused" -> show(Metric.HASHES_REFUSED, Tags.of("reason", label), count);
      case "log_lines_dropped" -> show(Metric.LOG_LINES_DROPPED, Tags.of("level", label), count);
      case "log_lines_withheld" -> show(Metric.LOG_LINES_WITHHELD, Tags.of("level", label), count);
      case "spans_dropped" -> show(Metric.SPANS_DROPPED, Tags.of("reason", label), count);
      default ->
          show(
              Metric.EVENTS,
              Tags.of("event", name, "reason", label.equals("all") ? NONE : label),
              count);
    }
  }

  /** A label is the good outcome, a word for going on without the store, or a reason. */
  private void decided(Metric metric, String label, String good, LongAdder count) {
    boolean reasonless = label.equals(good) || label.equals("in_grace");
    var outcome = reasonless ? label : label.endsWith("unavailable") ? "unavailable" : "refused";
    show(metric, Tags.of("outcome", outcome, "reason", reasonless ? NONE : label), count);
  }

  private void show(Metric metric, Tags tags, LongAdder count) {
    FunctionCounter.builder(metric.stem(), count, LongAdder::sum)
        .description(metric.meaning())
        .tags(tags)
        .register(registry);
  }
}
