package dev.holdfast.domain.session;

import org.jspecify.annotations.Nullable;

/**
 * Where a session was started: captured once, shown in the list of sessions, never trusted.
 *
 * @param ipAddress in the reference's form (protocol security §4); empty if unknown
 */
public record Device(@Nullable String ipAddress, @Nullable String userAgent) {
  public static final Device UNKNOWN = new Device("", "");
}
