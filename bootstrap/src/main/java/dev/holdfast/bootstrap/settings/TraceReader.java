package dev.holdfast.bootstrap.settings;

import dev.holdfast.bootstrap.settings.TraceSettings.Sampling;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenTelemetry's standard variables, as far as they concern traces (OpenTelemetry
 * specification, "Environment Variable Specification" and "OTLP Exporter Configuration"). Without
 * an endpoint nothing is sent: its default would have every process knock at its own machine.
 */
final class TraceReader {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

  private final Sources sources;
  private final Reading reading;
  private final List<String> remarks;

  TraceReader(Sources sources, Reading reading, List<String> remarks) {
    this.sources = sources;
    this.reading = reading;
    this.remarks = remarks;
  }

  /** Null where no traces are asked for. */
  @Nullable TraceSettings read() {
    var endpoint = endpoint();
    if (endpoint == null || isOff()) return null;
    checkProtocol();
    return new TraceSettings(
        endpoint,
        pairs(either("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS")),
        millis(either("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "OTEL_EXPORTER_OTLP_TIMEOUT"), 10_000),
        resource(),
        sampling(),
        millis(text("OTEL_BSP_SCHEDULE_DELAY"), 5_000),
        Math.clamp(number(text("OTEL_BSP_MAX_QUEUE_SIZE"), 2_048), 1, 100_000));
  }

  private boolean isOff() {
    if (text("OTEL_SDK_DISABLED").equalsIgnoreCase("true")) return true;
    var exporter = text("OTEL_TRACES_EXPORTER");
    if (exporter.equals("none")) return true;
    if (!exporter.isEmpty() && !exporter.equals("otlp")) {
      problem("OTEL_TRACES_EXPORTER", "names an exporter that is not there", "otlp or none");
    }
    return false;
  }

  private @Nullable URI endpoint() {
    var own = text(TRACES_ENDPOINT);
    var name = own.isEmpty() ? ENDPOINT : TRACES_ENDPOINT;
    var given = own.isEmpty() ? text(ENDPOINT) : own;
    if (given.isEmpty()) return null;
    var whole = own.isEmpty() ? given.replaceFirst("/+$", "") + "/v1/traces" : given;
    try {
      var url = URI.create(whole);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (web && url.getHost() != null) return url;
    } catch (IllegalArgumentException notAnAddress) {
      // Told below, as every other text that is no address.
    }
    problem(name, "is no http address", "the collector's, such as http://collector:4318");
    return null;
  }

  /** Every collector takes JSON where it takes protobuf over HTTP; gRPC is another port. */
  private void checkProtocol() {
    var protocol = either("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL");
    switch (protocol) {
      case "", "http/json" -> {}
      case "http/protobuf" ->
          remarks.add("OTEL_EXPORTER_OTLP_PROTOCOL: traces are sent as http/json instead");
      default ->
          problem(
              "OTEL_EXPORTER_OTLP_PROTOCOL",
              "asks for a protocol that is not spoken",
              "http/json, and the collector's port for HTTP (4318)");
    }
  }

  private Map<String, String> resource() {
    Map<String, String> resource = new HashMap<>();
    resource.put("service.name", "holdfast");
    resource.putAll(pairs(text("OTEL_RESOURCE_ATTRIBUTES")));
    var name = text("OTEL_SERVICE_NAME");
    if (!name.isEmpty()) resource.put("service.name", name);
    return resource;
  }

  private Sampling sampling() {
    double ratio = ratio();
    return switch (text("OTEL_TRACES_SAMPLER").toLowerCase(Locale.ROOT)) {
      case "", "parentbased_always_on" -> new Sampling(true, 1);
      case "parentbased_always_off" -> new Sampling(true, 0);
      case "parentbased_traceidratio" -> new Sampling(true, ratio);
      case "always_on" -> new Sampling(false, 1);
      case "always_off" -> new Sampling(false, 0);
      case "traceidratio" -> new Sampling(false, ratio);
      default -> {
        remarks.add("OTEL_TRACES_SAMPLER is not known; parentbased_always_on is used");
        yield new Sampling(true, 1);
      }
    };
  }

  private double ratio() {
    var given = text("OTEL_TRACES_SAMPLER_ARG");
    if (given.isEmpty()) return 1;
    try {
      double ratio = Double.parseDouble(given);
      if (ratio >= 0 && ratio <= 1) return ratio;
    } catch (NumberFormatException notANumber) {
      // Told below, as every other text that is no ratio.
    }
    problem("OTEL_TRACES_SAMPLER_ARG", "is no ratio", "a number from 0 to 1");
    return 1;
  }

  /** {@code name=value} between commas; values may be percent-encoded. */
  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (var pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(pair.substring(0, equals).strip(), decoded(pair.substring(equals + 1).strip()));
      }
    }
    return pairs;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private static Duration millis(String text, int otherwise) {
    return Duration.ofMillis(Math.clamp(number(text, otherwise), 1, 600_000));
  }

  private static long number(String text, int otherwise) {
    try {
      return text.isEmpty() ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      return otherwise;
    }
  }

  private String either(String special, String general) {
    var own = text(special);
    return own.isEmpty() ? text(general) : own;
  }

  /** The specification has an empty variable count as one that is not set. */
  private String text(String name) {
    var found = sources.find(name);
    return found == null ? "" : found.value().strip();
  }

  private void problem(String name, String what, String mend) {
    reading.problem(name, what, mend);
  }
}
