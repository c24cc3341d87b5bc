package dev.holdfast.domain.session;

/** Names a session without giving access to it. */
public record SessionId(String value) {
  public static final int LENGTH = 32;
}
