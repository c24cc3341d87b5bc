package dev.holdfast.http;

/**
 * What to do about an {@link ApiError}, and how it is told from those near it: for the reference
 * page. The table of errors says what happened.
 */
public final class Advice {
  private static final String LATER =
      "Kept for the reference's catalogue; this version has no route that answers it.";

  private Advice() {}

  /** One or two sentences. */
  public static String on(ApiError error) {
    return switch (error) {
      case BAD_REQUEST ->
          "Look at what the client sends: JSON that is cut off, a wrong Content-Length, a broken"
              + " header. Members that lack or have the wrong type are VALIDATION_ERROR.";
      case UNAUTHORIZED ->
          "The log line of the request id has the reason (docs/reasons.md): nothing was sent, or"
              + " what was sent does not count. Not allowed although signed in is FORBIDDEN.";
      case FORBIDDEN -> "Ask the operator; the log line of the request id says what forbade it.";
      case NOT_FOUND ->
          "Check method and path: BETTER_AUTH_URL's path comes first (/api/auth by default). Routes"
              + " that are kept from the public answer the same: /metrics without"
              + " HOLDFAST_METRICS_TOKEN, /internal/suspend without HOLDFAST_SUSPEND_TOKEN.";
      case METHOD_NOT_ALLOWED -> "Use the method that the protocol has for the path.";
      case REQUEST_TIMEOUT -> "The client or its network is too slow; send the request again.";
      case PAYLOAD_TOO_LARGE -> "Send less; pictures belong elsewhere, with their address here.";
      case URI_TOO_LONG -> "Shorten the query; what is long belongs into a body.";
      case UNSUPPORTED_MEDIA_TYPE ->
          "Send Content-Type: application/json; only sign-in and sign-up take forms as well, and"
              + " nothing takes a compressed body.";
      case EXPECTATION_FAILED -> "Leave the Expect header out.";
      case UPGRADE_REQUIRED -> "Speak plain HTTP/1.1.";
      case TOO_MANY_REQUESTS -> "Wait as long as Retry-After says.";
      case REQUEST_HEADER_FIELDS_TOO_LARGE ->
          "Usually cookies of other applications on the same domain: delete them, or keep the auth"
              + " server on a host of its own.";
      case INTERNAL_SERVER_ERROR ->
          "Look in the log for the request id; the line has the cause. It is ours to mend.";
      case NOT_IMPLEMENTED -> "Send a Content-Length, or Transfer-Encoding: chunked alone.";
      case SERVICE_UNAVAILABLE ->
          "Try again after Retry-After; it says nothing about who is signed in. The log has"
              + " store_unavailable, keys_unavailable, or that password hashing is at its limit.";
      case HTTP_VERSION_NOT_SUPPORTED -> "Let the proxy speak HTTP/1.1 to us.";
      case INVALID_ORIGIN ->
          "If the origin in the log line origin_refused is yours, add it to"
              + " BETTER_AUTH_TRUSTED_ORIGINS. Without any origin it is MISSING_OR_NULL_ORIGIN.";
      case MISSING_OR_NULL_ORIGIN ->
          "Browsers send Origin by themselves; a program that sends cookies has to set it. null"
              + " comes from sandboxed frames, files and some redirects, and is never trusted.";
      case CROSS_SITE_NAVIGATION_LOGIN_BLOCKED ->
          "Sign in by fetch, or by a form on a page of the same site. No setting admits it.";
      case INVALID_CALLBACK_URL,
          INVALID_REDIRECT_URL,
          INVALID_ERROR_CALLBACK_URL,
          INVALID_NEW_USER_CALLBACK_URL ->
          "Use a path that starts with one slash, or add the address's origin to"
              + " BETTER_AUTH_TRUSTED_ORIGINS. The log line origin_refused has what was received.";
      case CALLBACK_URL_REQUIRED -> "Send callbackURL.";
      case VALIDATION_ERROR -> "The message names each member and what is expected of it.";
      case MISSING_FIELD -> "Send the field.";
      case FIELD_NOT_ALLOWED -> "Leave the field out; the server sets it.";
      case BODY_MUST_BE_AN_OBJECT -> "Send a JSON object.";
      case ASYNC_VALIDATION_NOT_SUPPORTED -> LATER;
      case EMAIL_PASSWORD_DISABLED -> LATER;
      case EMAIL_PASSWORD_SIGN_UP_DISABLED -> "Set HOLDFAST_SIGN_UP=on if anybody may sign up.";
      case INVALID_EMAIL -> "Send an address with one @ and a domain.";
      case INVALID_PASSWORD -> "Ask for the current password again.";
      case INVALID_EMAIL_OR_PASSWORD ->
          "The caller is never told which it was; the log's sign_in_refused is: unknown_address,"
              + " no_password or wrong_password. password_hash_malformed means that the row is"
              + " damaged.";
      case PASSWORD_TOO_SHORT -> "HOLDFAST_PASSWORD_MIN_LENGTH decides.";
      case PASSWORD_TOO_LONG -> "HOLDFAST_PASSWORD_MAX_LENGTH decides.";
      case PASSWORD_COMPROMISED ->
          "Choose another password; HOLDFAST_PASSWORD_BLOCKLIST=off takes common ones.";
      case USER_ALREADY_EXISTS, USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL ->
          "Sign in instead, or reset the password.";
      case FAILED_TO_CREATE_USER, FAILED_TO_CREATE_SESSION ->
          "Try again; the log line of the request id has the cause.";
      case EMAIL_NOT_VERIFIED ->
          "Open the link in the mail. HOLDFAST_REQUIRE_EMAIL_VERIFICATION decides.";
      case BANNED_USER -> "Lift the ban in the user's column banned, or let it run out.";
      case TWO_FACTOR_NOT_SUPPORTED ->
          "Such users sign in at better-auth until this server has second factors; without the"
              + " factor they are not let in.";
      case FAILED_TO_GET_SESSION ->
          "The session was ended by somebody else while this request renewed it; sign in again.";
      case SESSION_EXPIRED -> "Sign in again. Of a session check it is the reason session_expired.";
      case SESSION_NOT_FRESH ->
          "Sign in again and repeat. HOLDFAST_SESSION_FRESH_AGE decides; 0 is always fresh.";
      case METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED -> "Read the session by GET.";
      case USER_NOT_FOUND -> "The user was deleted meanwhile.";
      case INVALID_USER -> "Sign out, and open the link again.";
      case FAILED_TO_UPDATE_USER -> "Try again; the log line of the request id has the cause.";
      case EMAIL_CAN_NOT_BE_UPDATED -> "Call change-email.";
      case CHANGE_EMAIL_DISABLED -> "HOLDFAST_CHANGE_EMAIL decides.";
      case CREDENTIAL_ACCOUNT_NOT_FOUND -> "Set a password first, by a reset.";
      case USER_ALREADY_HAS_PASSWORD -> "Send the password with the deletion.";
      case PASSWORD_ALREADY_SET -> "Call change-password.";
      case ACCOUNT_NOT_FOUND -> "List the accounts and name one of them.";
      case FAILED_TO_UNLINK_LAST_ACCOUNT -> "Link another account or set a password first.";
      case RESET_PASSWORD_DISABLED, VERIFICATION_EMAIL_NOT_ENABLED ->
          "Mail has to be configured: HOLDFAST_SMTP_URL and HOLDFAST_MAIL_FROM.";
      case EMAIL_ALREADY_VERIFIED -> "Nothing is to be done.";
      case EMAIL_MISMATCH -> "Use the address of who is signed in.";
      case INVALID_TOKEN -> "Ask for a new link; each works once.";
      case TOKEN_EXPIRED -> "Ask for a new link. Of access tokens it is the reason token_expired.";
      case FAILED_TO_CREATE_VERIFICATION ->
          "Try again; the log line of the request id has the cause.";
      case PROVIDER_NOT_FOUND, PROVIDER_NOT_CONFIGURED ->
          "Set the provider's group HOLDFAST_OAUTH_<NAME>_*.";
      case ID_TOKEN_NOT_SUPPORTED, PROVIDER_NOT_SUPPORTED, TOKEN_REFRESH_NOT_SUPPORTED ->
          "Use the provider's sign-in by redirect.";
      case FAILED_TO_GET_USER_INFO, USER_EMAIL_NOT_FOUND ->
          "Let the provider give name and address (its scopes).";
      case SOCIAL_ACCOUNT_ALREADY_LINKED,
          LINKED_ACCOUNT_ALREADY_EXISTS,
          OAUTH_LINK_ERROR,
          LINKING_NOT_ALLOWED,
          LINKING_DIFFERENT_EMAILS_NOT_ALLOWED ->
          "Sign in with the account that has the address, and link from there.";
      case LINKING_FAILED -> "Try again; the log line of the request id has the cause.";
      case USER_ID_OR_SESSION_REQUIRED -> "Sign in first.";
      case REFRESH_TOKEN_NOT_FOUND,
          FAILED_TO_GET_ACCESS_TOKEN,
          FAILED_TO_REFRESH_ACCESS_TOKEN,
          ACCESS_TOKEN_NOT_FOUND ->
          "Sign in at the provider again.";
    };
  }
}
