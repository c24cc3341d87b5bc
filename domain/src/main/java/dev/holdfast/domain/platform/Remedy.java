package dev.holdfast.domain.platform;

import java.util.List;

/**
 * What to know of a {@link Reason} beside its meaning: for the reference page, and for whoever
 * explains a refusal.
 *
 * @param apart how it is told from the reasons that are near it
 * @param mend what to do about it
 * @param settings the settings that decide it, the likeliest first; empty if none does
 */
public record Remedy(String apart, String mend, List<String> settings) {
  public Remedy {
    settings = List.copyOf(settings);
  }

  /** What to know of this reason. */
  public static Remedy of(Reason reason) {
    return switch (reason) {
      case NO_CREDENTIALS ->
          remedy(
              "With a session cookie under another name it is cookie_name_mismatch. A bearer token"
                  + " whose signature is not ours counts as none.",
              "Expected of who is not signed in. Of somebody who just signed in: the browser did"
                  + " not keep the cookie or does not send it; look for cookie_not_returned. Calls"
                  + " from another origin need credentials: \"include\".",
              "HOLDFAST_COOKIE_SAMESITE",
              "HOLDFAST_COOKIE_DOMAIN",
              "BETTER_AUTH_URL");
      case COOKIE_NAME_MISMATCH ->
          remedy(
              "A cookie whose name ends in .session_token came, and not the one that is expected;"
                  + " with none at all it is no_credentials.",
              "The name follows the public URL: __Secure- in front over https, nothing over http."
                  + " Let BETTER_AUTH_URL have the scheme that browsers use, and all instances the"
                  + " same prefix. Browsers get the right name at their next sign-in.",
              "BETTER_AUTH_URL",
              "HOLDFAST_COOKIE_SECURE",
              "HOLDFAST_COOKIE_PREFIX");
      case COOKIE_MALFORMED ->
          remedy(
              "The cookie came under the right name, but its value is not a token, a dot and a"
                  + " signature; with a whole signature that is wrong it is"
                  + " cookie_signature_invalid.",
              "Usually a client that copies the bare token of a sign-in's body into the cookie, or"
                  + " something in between that cuts or decodes cookies. Send the value of"
                  + " Set-Cookie as it came; the bare token belongs into Authorization: Bearer.");
      case COOKIE_SIGNATURE_INVALID ->
          remedy(
              "No secret of this deployment made the signature, neither the current one, nor a"
                  + " previous one, nor one that is listed as retired.",
              "Compare the secrets' fingerprints in the start-up lines of all instances: one of"
                  + " them has another secret, or a rotation left the former one out. List it"
                  + " second in BETTER_AUTH_SECRETS and its cookies count again.",
              "BETTER_AUTH_SECRET",
              "BETTER_AUTH_SECRETS");
      case COOKIE_SIGNED_BY_RETIRED_SECRET ->
          remedy(
              "The signature is right, by a secret of HOLDFAST_RETIRED_SECRETS; by a secret that"
                  + " nobody lists it is cookie_signature_invalid.",
              "Wanted after a secret became known to others: the user signs in again. If it was"
                  + " retired too early, list it in BETTER_AUTH_SECRETS again, after the current"
                  + " one.",
              "HOLDFAST_RETIRED_SECRETS",
              "BETTER_AUTH_SECRETS");
      case SESSION_UNKNOWN ->
          remedy(
              "The signature is ours, the database has no such session and remembers no end of it"
                  + " (ends are remembered for 30 days): a session that we ended is"
                  + " session_revoked, session_expired or user_missing.",
              "Most often this instance asks another database than the one that started the"
                  + " session, or a preview and production share a secret. Also: better-auth beside"
                  + " us ended it, or the database was restored from an older state.",
              "DATABASE_URL",
              "BETTER_AUTH_SECRET");
      case SESSION_REVOKED ->
          remedy(
              "The session was here and was ended on purpose: signed out or revoked.",
              "Nothing is broken: the user signs in again. The log's sessions_ended of that user"
                  + " says when and how.");
      case SESSION_EXPIRED ->
          remedy(
              "The session reached its end by itself; ended by somebody it is session_revoked.",
              "The user signs in again. If it comes too soon: a session lives"
                  + " HOLDFAST_SESSION_EXPIRES_IN from its last renewal and at most"
                  + " HOLDFAST_SESSION_MAX_LIFETIME; calls with disableRefresh and browsers that"
                  + " are not to remember never renew. Many at once: look for"
                  + " database_clock_differs.",
              "HOLDFAST_SESSION_EXPIRES_IN",
              "HOLDFAST_SESSION_UPDATE_AGE",
              "HOLDFAST_SESSION_MAX_LIFETIME");
      case USER_MISSING ->
          remedy(
              "The session is there and its user is not; where the database removed both together"
                  + " it is session_unknown.",
              "The foreign key is missing or was off: sessions and users come from different"
                  + " restores, or rows were deleted by hand. Restore the user, or delete the"
                  + " sessions of nobody.");
      case USER_BANNED ->
          remedy(
              "The session is good and its user is banned at this moment; a ban that has run out"
                  + " counts as none.",
              "Lift the ban in the column banned of the user, or let it run out (banExpires).");
      case TOKEN_MALFORMED ->
          remedy(
              "Not three base64url parts with a JSON header and claims; nothing was verified.",
              "Look at what the client sends after Bearer: often \"undefined\", a session token, or"
                  + " a token in quotes.");
      case TOKEN_SIGNATURE_INVALID ->
          remedy(
              "The key is known by its id and did not make this signature; with an id that is not"
                  + " published it is token_key_unknown.",
              "The token was changed on its way, or two deployments use one key id for different"
                  + " keys: let the API ask the JWKS URL of the instance that signs.",
              "BETTER_AUTH_JWKS_URL");
      case TOKEN_KEY_UNKNOWN ->
          remedy(
              "The JWKS was asked again and has no key of this id; with one that does not fit it"
                  + " is token_signature_invalid.",
              "The token comes from another deployment, or the JWKS URL leads to another one."
                  + " Compare the token's kid with what the JWKS URL answers.",
              "BETTER_AUTH_JWKS_URL",
              "DATABASE_URL");
      case TOKEN_EXPIRED ->
          remedy(
              "The token's exp is more than the leeway in the past; its signature is good.",
              "The client must fetch a new token from /token before the old one ends. If new tokens"
                  + " are refused, compare the machines' clocks.",
              "HOLDFAST_JWT_EXPIRES_IN");
      case TOKEN_NOT_YET_VALID ->
          remedy(
              "The token's nbf or iat is more than the leeway in the future.",
              "The clock of the signing machine is ahead, or this one's is behind: let both"
                  + " synchronise.");
      case TOKEN_ISSUER_MISMATCH ->
          remedy(
              "Signature and key are good, iss is not the expected text, letter for letter; the log"
                  + " has both.",
              "Set the same BETTER_AUTH_ISSUER on both sides. Often only a trailing slash, the"
                  + " scheme, the port or www differ, which the line says.",
              "BETTER_AUTH_ISSUER",
              "BETTER_AUTH_URL");
      case TOKEN_AUDIENCE_MISMATCH ->
          remedy(
              "Issuer and signature are good, aud names none of the expected audiences.",
              "Set the same BETTER_AUTH_AUDIENCE on both sides; the signing side may list several.",
              "BETTER_AUTH_AUDIENCE",
              "BETTER_AUTH_URL");
      case TOKEN_ALGORITHM_REFUSED ->
          remedy(
              "The header's alg is none, a symmetric one, or not the one that the key is for;"
                  + " nothing else was looked at.",
              "Take tokens of a Holdfast or better-auth with asymmetric keys. After a change of"
                  + " HOLDFAST_JWT_ALGORITHM old keys keep their own algorithm, so this is never"
                  + " caused by it.",
              "HOLDFAST_JWT_ALGORITHM");
      case ORIGIN_UNTRUSTED ->
          remedy(
              "Nothing is said of the session: the request was refused before, for its Origin or"
                  + " Referer, or for an address in it to return to.",
              "The line origin_refused says what was received and what is trusted. If it is a front"
                  + " end of yours, add its origin, as scheme://host:port without a path.",
              "BETTER_AUTH_TRUSTED_ORIGINS",
              "BETTER_AUTH_URL");
      case COOKIE_NOT_RETURNED ->
          remedy(
              "A sign-in succeeded, and within a minute the same client asked twice who is signed"
                  + " in without the cookie. The requests themselves are no_credentials or"
                  + " cookie_name_mismatch.",
              "The line names the likely cause; each has its section in docs/cookies.md.",
              "HOLDFAST_COOKIE_SAMESITE",
              "HOLDFAST_COOKIE_DOMAIN",
              "BETTER_AUTH_URL");
      case STORE_UNAVAILABLE ->
          remedy(
              "Answered 503 and says nothing about anybody: the database could not be asked in"
                  + " time. Keys that cannot be used are keys_unavailable.",
              "The line database_lost, or detail of this one, says why. The server heals by itself;"
                  + " HOLDFAST_SESSION_GRACE serves reads meanwhile. See docs/reliability.md.",
              "DATABASE_URL",
              "HOLDFAST_SESSION_GRACE");
      case KEYS_UNAVAILABLE ->
          remedy(
              "Answered 503: no signing key opens, or none could be fetched to verify with. Session"
                  + " checks go on.",
              "The line key_not_opened names the rows. Set the secret that sealed them, or make a"
                  + " new key: holdfast keys replace.",
              "BETTER_AUTH_SECRETS",
              "BETTER_AUTH_SECRET",
              "BETTER_AUTH_JWKS_URL");
    };
  }

  private static Remedy remedy(String apart, String mend, String... settings) {
    return new Remedy(apart, mend, List.of(settings));
  }
}
