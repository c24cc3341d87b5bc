package dev.holdfast.domain.token;

import java.time.Instant;

/** A signed token. Never prints itself. */
public record AccessToken(String value, KeyId key, Instant expiresAt) {
  @Override
  public String toString() {
    return "AccessToken[hidden]";
  }
}
