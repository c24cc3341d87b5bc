package dev.holdfast.http;

import dev.holdfast.domain.platform.Entropy;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names one request in answers and log lines. Taken from the caller where it is well-formed, so
 * that a proxy's id goes through; else made.
 */
public record RequestId(String value) {
  public static final String HEADER = "x-request-id";

  /** The key in the log's context. */
  static final String LOG_KEY = "requestId";

  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final int LENGTH = 20;

  static RequestId of(@Nullable String given, Entropy entropy) {
    if (given != null && WELL_FORMED.matcher(given).matches()) return new RequestId(given);
    return new RequestId(entropy.text(LENGTH));
  }
}
