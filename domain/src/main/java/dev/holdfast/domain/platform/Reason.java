package dev.holdfast.domain.platform;

import java.util.Locale;

/**
 * Why somebody was not taken for signed in, or a token not taken for good. Every {@code null}, 401
 * and 403 has exactly one. The codes are stable: add freely, never rename.
 */
public enum Reason {
  NO_CREDENTIALS("The request carried neither a session cookie nor a bearer token."),
  COOKIE_NAME_MISMATCH(
      "A session cookie of another scheme or prefix came, not the configured one."),
  COOKIE_MALFORMED("The session cookie is not a value with a signature."),
  COOKIE_SIGNATURE_INVALID("No secret of this deployment made the cookie's signature."),
  COOKIE_SIGNED_BY_RETIRED_SECRET("The cookie was signed by a secret that is listed as retired."),
  SESSION_UNKNOWN("The signature is good, but no such session is or was known here."),
  SESSION_REVOKED("The session was ended: signed out or revoked."),
  SESSION_EXPIRED("The session reached its end."),
  USER_MISSING("The session is there, its user is gone."),
  USER_BANNED("The session's user is banned."),
  TOKEN_MALFORMED("The access token is not a compact JWS."),
  TOKEN_SIGNATURE_INVALID("The access token's signature does not verify."),
  TOKEN_KEY_UNKNOWN("No published key has the access token's key id."),
  TOKEN_EXPIRED("The access token's end has passed."),
  TOKEN_NOT_YET_VALID("The access token is not valid yet."),
  TOKEN_ISSUER_MISMATCH("The access token was issued by somebody else than expected."),
  TOKEN_AUDIENCE_MISMATCH("The access token is meant for somebody else."),
  TOKEN_ALGORITHM_REFUSED("The access token names an algorithm that its key does not have."),
  ORIGIN_UNTRUSTED("The request came from an origin that is not trusted."),
  COOKIE_NOT_RETURNED("A browser signed in and came back without its cookie."),
  STORE_UNAVAILABLE("The database could not be asked."),
  KEYS_UNAVAILABLE("No signing key could be used.");

  private final String meaning;

  Reason(String meaning) {
    this.meaning = meaning;
  }

  /** The code as it is written in logs, headers and metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One sentence for a person who has never seen the code. */
  public String meaning() {
    return meaning;
  }
}
