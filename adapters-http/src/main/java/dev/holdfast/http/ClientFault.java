package dev.holdfast.http;

import java.io.EOFException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

/** Tells what Jetty throws because of what came in from a fault of ours. */
final class ClientFault {
  private ClientFault() {}

  /** The status that says it to the client; 0 for a fault of ours. */
  static int status(Throwable failure) {
    @Nullable Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof HttpException http) return http.getCode();
      if (cause instanceof TimeoutException) return 408;
      // A bad chunk and a client that went away look the same.
      if (cause instanceof EOFException) return 400;
      cause = cause.getCause();
    }
    return 0;
  }
}
