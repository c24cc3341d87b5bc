package dev.holdfast.domain.session;

/**
 * How a caller names a session to be revoked: by its token, or by the handle that the list shows in
 * the token's place for other devices. Nothing authenticates with a handle.
 */
public sealed interface SessionHandle {
  String PREFIX = "h_";

  record ByToken(SessionToken token) implements SessionHandle {}

  record ById(SessionId id) implements SessionHandle {}

  static SessionHandle parse(String text) {
    return text.startsWith(PREFIX)
        ? new ById(new SessionId(text.substring(PREFIX.length())))
        : new ByToken(new SessionToken(text));
  }

  /** The text by which this session may be revoked from the list. */
  static String of(SessionId id) {
    return PREFIX + id.value();
  }
}
