package dev.holdfast.http;

/**
 * A step before the handler said no. Thrown to leave the pipeline, answered once in {@link
 * HttpServer}; it carries no stack trace, since it is no fault.
 */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ApiError error;
  private final int status;

  Refused(ApiError error) {
    this(error, error.status(), error.message());
  }

  Refused(ApiError error, int status, String message) {
    super(message, null, false, false);
    this.error = error;
    this.status = status;
  }

  ApiError error() {
    return error;
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
