package dev.holdfast.http;

/** Who may call a route (protocol README §7). A route states one; there is no default. */
public enum Access {
  /** No session needed; the handler may look for one. */
  ANYONE,
  /**
   * A valid session, else 401; for reads, since one in its grace passes while the store is away.
   */
  SESSION,
  /** As {@link #SESSION}, and never answered from a cookie cache or a grace. */
  SENSITIVE,
  /** As {@link #SENSITIVE}, and the session was started a short time ago, else 403. */
  FRESH
}
