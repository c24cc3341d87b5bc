package dev.holdfast.bootstrap.faults.load;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An HTTP answer, or that there was none.
 *
 * @param status 0 when nobody answered
 * @param body empty when nobody answered; then it says why
 */
public record Answer(
    long start, long end, int status, String body, String retryAfter, List<String> cookies) {
  private static final Duration AT_MOST = Duration.ofSeconds(10);
  private static final Pattern ERROR =
      Pattern.compile("\\{\"message\":\"[^\"]+\",\"code\":\"([A-Z0-9_]+)\".*}", Pattern.DOTALL);
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final Pattern WAIT = Pattern.compile("[1-5]");

  public Answer {
    cookies = List.copyOf(cookies);
  }

  boolean isNone() {
    return status == 0;
  }

  boolean isOk() {
    return status == 200;
  }

  boolean isNull() {
    return isOk() && body.strip().equals("null");
  }

  /** What it means to somebody who was entitled to a good one. */
  Outcome failure() {
    if (end - start > AT_MOST.toNanos()) return Outcome.LATE;
    if (isNone()) return Outcome.DROPPED;
    if (status == 401 || status == 403 || isNull() || clearsCookies()) {
      return Outcome.FALSE_IDENTITY;
    }
    return status == 503 && isWellFormedError() ? Outcome.UNAVAILABLE : Outcome.MALFORMED;
  }

  /** The promised form of an error: JSON with a code; 503 says when to try again. */
  boolean isWellFormedError() {
    return status >= 400
        && ERROR.matcher(body.strip()).matches()
        && (status != 503 || WAIT.matcher(retryAfter).matches());
  }

  boolean clearsCookies() {
    return cookies.stream().anyMatch(line -> line.contains("Max-Age=0"));
  }

  String code() {
    var error = ERROR.matcher(body.strip());
    return error.matches() ? error.group(1) : "";
  }

  String token() {
    var token = TOKEN.matcher(body);
    return token.find() ? token.group(1) : "";
  }

  /** All cookies that it sets, as the next request's header has them. */
  String cookie() {
    return cookies.stream()
        .filter(line -> !line.contains("Max-Age=0"))
        .map(line -> line.substring(0, line.indexOf(';')))
        .reduce((first, second) -> first + "; " + second)
        .orElse("");
  }

  /** For evidence: short, and without what is secret. */
  String shortly() {
    if (isNone()) return "no answer: " + body;
    return status
        + " "
        + (code().isEmpty() ? body.substring(0, Math.min(60, body.length())) : code());
  }
}
