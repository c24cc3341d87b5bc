package dev.holdfast.http;

import dev.holdfast.http.session.Caller;

/**
 * Decides whether a request may pass to a route that needs a session. Throws {@code Unavailable}
 * when it cannot know; that becomes 503, never 401 (checklist 4.15).
 */
@FunctionalInterface
public interface Guard {
  /**
   * Looks for a session that satisfies what the route asks for.
   *
   * @param access never {@link Access#ANYONE}
   */
  Admission admit(Exchange exchange, Access access);

  /** What the guard found. */
  sealed interface Admission {
    record Admitted(Caller caller) implements Admission {}

    /**
     * No such session.
     *
     * @param forgetCookies the cookie named a session that is gone, so the answer deletes it
     */
    record Refused(ApiError error, boolean forgetCookies) implements Admission {}
  }
}
