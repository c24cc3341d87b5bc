package dev.holdfast.http.platform;

import dev.holdfast.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A bearer token of the deployment's own tools. Never prints itself. */
public final class PlatformToken {
  private static final String BEARER = "Bearer ";

  private final byte @Nullable [] token;

  /**
   * @param token null: nobody brings it
   */
  public PlatformToken(@Nullable String token) {
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
  }

  /** In a time that does not depend on how much of it is right (checklist 4.4). */
  public boolean isBroughtBy(Exchange exchange) {
    var authorization = exchange.header("authorization").orElse("");
    if (token == null || !authorization.startsWith(BEARER)) return false;
    var given = authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(given, token);
  }
}
