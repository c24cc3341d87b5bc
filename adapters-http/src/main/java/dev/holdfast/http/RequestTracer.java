package dev.holdfast.http;

import dev.holdfast.domain.platform.Reason;
import org.jspecify.annotations.Nullable;

/** Follows requests, and what is done for them, for a tracing system. Must not throw. */
@FunctionalInterface
public interface RequestTracer {
  /** Follows nothing. */
  RequestTracer NONE = parent -> Span.NONE;

  /**
   * A request came.
   *
   * @param parent the caller's own part; null: this is the first we hear of it
   */
  Span begin(@Nullable TraceParent parent);

  /** One request. */
  interface Span {
    Span NONE =
        new Span() {
          @Override
          public @Nullable String traceId() {
            return null;
          }

          @Override
          public void enter() {}

          @Override
          public void leave() {}

          @Override
          public void end(Answered answered) {}
        };

    /** For log lines; null where nothing is followed. */
    @Nullable String traceId();

    /** From now on this thread works on the request. */
    void enter();

    /** From now on it does not; called by the same thread. */
    void leave();

    /** It was answered; called once, by any thread. */
    void end(Answered answered);
  }

  /**
   * What there is to say of an answered request.
   *
   * @param route the pattern of the route; null where there is none
   * @param reason why it was refused; null if it was not
   */
  record Answered(
      String method,
      @Nullable String route,
      int status,
      @Nullable Reason reason,
      RequestId requestId) {}
}
