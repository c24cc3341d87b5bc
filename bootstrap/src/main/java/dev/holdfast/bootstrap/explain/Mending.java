package dev.holdfast.bootstrap.explain;

import dev.holdfast.domain.platform.Reason;

/** How each reason is mended, in one sentence that names the setting. */
public final class Mending {
  private Mending() {}

  public static String of(Reason reason) {
    return switch (reason) {
      case NO_CREDENTIALS ->
          "the browser sent no cookie: fetch with credentials, from a page that SameSite and the"
              + " trusted origins allow (check lists them)";
      case COOKIE_NAME_MISMATCH ->
          "BETTER_AUTH_URL's scheme or HOLDFAST_COOKIE_PREFIX is not what it was when the cookie"
              + " was set: set it back, or let users sign in again";
      case COOKIE_MALFORMED ->
          "send the cookie as it was set, value and signature; a raw token goes into Authorization:"
              + " Bearer";
      case COOKIE_SIGNATURE_INVALID ->
          "another secret signed it: put that secret behind the current one in BETTER_AUTH_SECRETS"
              + " (2:NEW,1:OLD), and compare instances with fingerprint";
      case COOKIE_SIGNED_BY_RETIRED_SECRET ->
          "take that secret out of HOLDFAST_RETIRED_SECRETS and into BETTER_AUTH_SECRETS if such"
              + " sessions are to live; else users sign in again";
      case SESSION_UNKNOWN ->
          "another database wrote it (compare DATABASE_URL with fingerprint), or better-auth"
              + " deleted it; users sign in again";
      case SESSION_REVOKED -> "somebody signed out or revoked it, as they wanted; sign in again";
      case SESSION_EXPIRED ->
          "sign in again; HOLDFAST_SESSION_EXPIRES_IN and HOLDFAST_SESSION_MAX_LIFETIME say when"
              + " sessions end";
      case USER_MISSING -> "the user was deleted; nothing brings the session back";
      case USER_BANNED -> "lift the ban, or let it end";
      case TOKEN_MALFORMED -> "send the token as /token gave it: three parts, nothing cut or added";
      case TOKEN_SIGNATURE_INVALID ->
          "the token was changed on its way, or the key set is another deployment's: compare"
              + " BETTER_AUTH_JWKS_URL";
      case TOKEN_KEY_UNKNOWN ->
          "BETTER_AUTH_JWKS_URL must name the server that issued the token; a key set that was kept"
              + " too long is fetched anew";
      case TOKEN_EXPIRED ->
          "get a new one from /token; HOLDFAST_JWT_EXPIRES_IN says how long they live";
      case TOKEN_NOT_YET_VALID -> "set the clocks of issuer and verifier by one time server";
      case TOKEN_ISSUER_MISMATCH ->
          "set BETTER_AUTH_ISSUER to the same text on both sides, letter by letter";
      case TOKEN_AUDIENCE_MISMATCH ->
          "set BETTER_AUTH_AUDIENCE to the same text on both sides, letter by letter";
      case TOKEN_ALGORITHM_REFUSED ->
          "tokens are signed by the algorithm of their key; HOLDFAST_JWT_ALGORITHM chooses that of"
              + " new keys";
      case ORIGIN_UNTRUSTED -> "add the origin to BETTER_AUTH_TRUSTED_ORIGINS if it is yours";
      case COOKIE_NOT_RETURNED ->
          "doctor --url shows what a proxy does to the cookie, check which pages get it";
      case STORE_UNAVAILABLE -> "the database could not be asked; nobody was signed out by it";
      case KEYS_UNAVAILABLE -> "no secret opens a signing key: holdfast keys replace makes one";
    };
  }
}
