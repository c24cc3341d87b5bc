package dev.holdfast.bootstrap.trace;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One span as it is sent.
 *
 * @param parentId null for the first of its trace
 * @param begun nanoseconds since 1970
 * @param ended nanoseconds since 1970
 * @param attributes texts and whole numbers
 */
record SpanData(
    String traceId,
    String spanId,
    @Nullable String parentId,
    Kind kind,
    String name,
    long begun,
    long ended,
    boolean failed,
    Map<String, Object> attributes) {
  /** Numbers of OTLP's {@code SpanKind}. */
  enum Kind {
    INTERNAL(1),
    SERVER(2),
    CLIENT(3);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  SpanData {
    attributes = Map.copyOf(attributes);
  }
}
