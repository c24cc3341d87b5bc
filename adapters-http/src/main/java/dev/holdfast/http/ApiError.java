package dev.holdfast.http;

import dev.holdfast.http.json.JsonObject;

/**
 * Every refusal that a caller can be given. The constant's name is the code on the wire: add
 * freely, never rename (protocol README §9). The status is the usual one; where an endpoint of the
 * reference uses another, the call site says so.
 */
public enum ApiError {
  // Below and around the router.
  BAD_REQUEST(400, "Bad Request", "The request is not well-formed HTTP, JSON or form data."),
  UNAUTHORIZED(401, "Unauthorized", "The route needs a session and the request has none."),
  FORBIDDEN(403, "Forbidden", "The request is understood and not allowed."),
  NOT_FOUND(404, "Not Found", "No such path, or not with this method."),
  METHOD_NOT_ALLOWED(405, "Method Not Allowed", "The path does not take this method."),
  REQUEST_TIMEOUT(408, "Request Timeout", "The request did not arrive in time."),
  PAYLOAD_TOO_LARGE(413, "Payload Too Large", "The body is larger than 64 KiB."),
  URI_TOO_LONG(414, "URI Too Long", "Path and query are longer than 4 KiB."),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type", "The body's type is not taken here."),
  EXPECTATION_FAILED(417, "Expectation Failed", "The Expect header asks for the unknown."),
  UPGRADE_REQUIRED(426, "Upgrade Required", "The protocol of the request is not spoken here."),
  TOO_MANY_REQUESTS(
      429, "Too many requests. Please try again later.", "A rate limit is used up; wait."),
  REQUEST_HEADER_FIELDS_TOO_LARGE(
      431, "Request Header Fields Too Large", "Over 16 KiB or 100 header fields."),
  INTERNAL_SERVER_ERROR(500, "Internal Server Error", "A fault of ours; the log has its cause."),
  NOT_IMPLEMENTED(501, "Not Implemented", "A transfer encoding that is not understood."),
  SERVICE_UNAVAILABLE(
      503, "Service temporarily unavailable", "Something we need cannot answer now; try again."),
  HTTP_VERSION_NOT_SUPPORTED(505, "HTTP Version Not Supported", "HTTP/1.0 and 1.1 only."),

  // Origins and return addresses.
  INVALID_ORIGIN(403, "Invalid origin", "The request came from an origin that is not trusted."),
  MISSING_OR_NULL_ORIGIN(
      403, "Missing or null Origin", "A request with cookies has to name its origin."),
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED(
      403,
      "Cross-site navigation login blocked. This request appears to be a CSRF attack.",
      "A form on another site tried to sign the visitor in."),
  INVALID_CALLBACK_URL(403, "Invalid callbackURL", "The return address is not trusted."),
  INVALID_REDIRECT_URL(403, "Invalid redirectURL", "The return address is not trusted."),
  INVALID_ERROR_CALLBACK_URL(
      403, "Invalid errorCallbackURL", "The return address for errors is not trusted."),
  INVALID_NEW_USER_CALLBACK_URL(
      403, "Invalid newUserCallbackURL", "The return address for new users is not trusted."),
  CALLBACK_URL_REQUIRED(400, "callbackURL is required", "The flow needs a return address."),

  // Input.
  VALIDATION_ERROR(400, "Validation Error", "Body or query lack something; the message lists it."),
  MISSING_FIELD(400, "Field is required", "A required additional field is missing."),
  FIELD_NOT_ALLOWED(
      400, "Field not allowed to be set", "A field that callers may not set was given."),
  BODY_MUST_BE_AN_OBJECT(400, "Body must be an object", "The body is JSON, but no object."),
  ASYNC_VALIDATION_NOT_SUPPORTED(
      500, "Async validation is not supported", "Kept for the reference's catalogue; never sent."),

  // Signing up and in.
  EMAIL_PASSWORD_DISABLED(
      400, "Email and password is not enabled", "Sign-in by password is switched off."),
  EMAIL_PASSWORD_SIGN_UP_DISABLED(
      400, "Email and password sign up is not enabled", "Sign-up is switched off."),
  INVALID_EMAIL(400, "Invalid email", "The address is not an e-mail address."),
  INVALID_PASSWORD(400, "Invalid password", "The password given is not the account's."),
  INVALID_EMAIL_OR_PASSWORD(
      401, "Invalid email or password", "Unknown address or wrong password; not told which."),
  PASSWORD_TOO_SHORT(400, "Password too short", "Shorter than the shortest allowed."),
  PASSWORD_TOO_LONG(400, "Password too long", "Longer than the longest allowed."),
  PASSWORD_COMPROMISED(
      400,
      "This password is too common. Please choose another one.",
      "The password is on the list of the commonest ones."),
  USER_ALREADY_EXISTS(422, "User already exists.", "The address has an account."),
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL(
      422, "User already exists. Use another email.", "The address has an account."),
  FAILED_TO_CREATE_USER(422, "Failed to create user", "The account could not be written."),
  FAILED_TO_CREATE_SESSION(401, "Failed to create session", "The session could not be started."),
  EMAIL_NOT_VERIFIED(403, "Email not verified", "The address has to be verified first."),
  BANNED_USER(
      403,
      "You have been banned from this application. Please contact support if you believe this is"
          + " an error.",
      "The account is banned."),
  TWO_FACTOR_NOT_SUPPORTED(
      403,
      "This account is protected by a second factor, which this server does not support yet.",
      "Signing in without the second factor would remove it, so it is refused."),

  // Sessions.
  FAILED_TO_GET_SESSION(401, "Failed to get session", "The session ended during the request."),
  SESSION_EXPIRED(
      400, "Session expired. Re-authenticate to perform this action.", "Sign in again first."),
  SESSION_NOT_FRESH(403, "Session is not fresh", "The session was started too long ago."),
  METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED(
      405,
      "POST method requires deferSessionRefresh to be enabled in session config",
      "Sessions are read by GET here."),

  // Accounts.
  USER_NOT_FOUND(400, "User not found", "No such user."),
  INVALID_USER(401, "Invalid user", "The link belongs to another user than the one signed in."),
  FAILED_TO_UPDATE_USER(400, "Failed to update user", "The change could not be written."),
  EMAIL_CAN_NOT_BE_UPDATED(400, "Email can not be updated", "Use change-email instead."),
  CHANGE_EMAIL_DISABLED(400, "Change email is disabled", "Switched off in the settings."),
  CREDENTIAL_ACCOUNT_NOT_FOUND(
      400, "Credential account not found", "The user has no password to change or check."),
  USER_ALREADY_HAS_PASSWORD(
      400,
      "User already has a password. Provide that to delete the account.",
      "Deleting needs the password."),
  PASSWORD_ALREADY_SET(400, "User already has a password set", "Use change-password instead."),
  ACCOUNT_NOT_FOUND(400, "Account not found", "The user has no such account."),
  FAILED_TO_UNLINK_LAST_ACCOUNT(
      400, "You can't unlink your last account", "The user could not sign in any more."),

  // Mail links.
  RESET_PASSWORD_DISABLED(400, "Reset password isn't enabled", "Password reset is not configured."),
  VERIFICATION_EMAIL_NOT_ENABLED(
      400, "Verification email isn't enabled", "Verification by mail is not configured."),
  EMAIL_ALREADY_VERIFIED(400, "Email is already verified", "Nothing is left to verify."),
  EMAIL_MISMATCH(400, "Email mismatch", "The address is not the one of the session's user."),
  INVALID_TOKEN(400, "Invalid token", "The token is unknown, used or not meant for this."),
  TOKEN_EXPIRED(401, "Token expired", "The token's time is over."),
  FAILED_TO_CREATE_VERIFICATION(
      500, "Unable to create verification", "The verification could not be written."),

  // Providers.
  PROVIDER_NOT_FOUND(404, "Provider not found", "No provider of this name is configured."),
  ID_TOKEN_NOT_SUPPORTED(404, "id_token not supported", "The provider gives no ID tokens."),
  FAILED_TO_GET_USER_INFO(401, "Failed to get user info", "The provider told nothing usable."),
  USER_EMAIL_NOT_FOUND(401, "User email not found", "The provider gave no e-mail address."),
  SOCIAL_ACCOUNT_ALREADY_LINKED(
      409, "Social account already linked", "Another user has linked this account."),
  LINKED_ACCOUNT_ALREADY_EXISTS(
      409, "Linked account already exists", "The user has linked such an account already."),
  OAUTH_LINK_ERROR(401, "account not linked", "The provider's account cannot sign this user in."),
  LINKING_NOT_ALLOWED(401, "Account not linked - linking not allowed", "Linking is switched off."),
  LINKING_DIFFERENT_EMAILS_NOT_ALLOWED(
      401, "Account not linked - different emails not allowed", "The addresses differ."),
  LINKING_FAILED(
      417, "Account not linked - unable to create account", "The link could not be written."),
  USER_ID_OR_SESSION_REQUIRED(
      400, "User id or session is required", "The call names nobody to act for."),
  PROVIDER_NOT_SUPPORTED(400, "Provider is not supported.", "The provider cannot do this."),
  PROVIDER_NOT_CONFIGURED(
      400,
      "Account is not associated with a configured social provider.",
      "The account's provider is no longer configured."),
  TOKEN_REFRESH_NOT_SUPPORTED(
      400, "Provider does not support token refreshing.", "The provider cannot refresh tokens."),
  REFRESH_TOKEN_NOT_FOUND(400, "Refresh token not found", "None was stored."),
  FAILED_TO_GET_ACCESS_TOKEN(
      400, "Failed to get a valid access token", "The provider gave no access token."),
  FAILED_TO_REFRESH_ACCESS_TOKEN(
      400, "Failed to refresh access token", "The provider refused the refresh token."),
  ACCESS_TOKEN_NOT_FOUND(400, "Access token not found", "None was stored.");

  private final int status;
  private final String message;
  private final String meaning;

  ApiError(int status, String message, String meaning) {
    this.status = status;
    this.message = message;
    this.meaning = meaning;
  }

  /** The usual status. */
  public int status() {
    return status;
  }

  /** The text on the wire, where the call site has no other. */
  public String message() {
    return message;
  }

  /** One sentence for a person who has never seen the code. */
  public String meaning() {
    return meaning;
  }

  /** Members in the order of the reference. */
  public JsonObject body() {
    return body(message, name());
  }

  static JsonObject body(String message, String code) {
    return new JsonObject().put("message", message).put("code", code);
  }

  public void answer(Exchange exchange) {
    exchange.refuse(this, status, message);
  }

  public void answer(Exchange exchange, int otherStatus) {
    exchange.refuse(this, otherStatus, message);
  }

  public void answer(Exchange exchange, int otherStatus, String otherMessage) {
    exchange.refuse(this, otherStatus, otherMessage);
  }

  /** What a status that came up below the router is called. */
  static ApiError ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHORIZED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 408 -> REQUEST_TIMEOUT;
      case 413 -> PAYLOAD_TOO_LARGE;
      case 414 -> URI_TOO_LONG;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 417 -> EXPECTATION_FAILED;
      case 426 -> UPGRADE_REQUIRED;
      case 429 -> TOO_MANY_REQUESTS;
      case 431 -> REQUEST_HEADER_FIELDS_TOO_LARGE;
      case 501 -> NOT_IMPLEMENTED;
      case 503 -> SERVICE_UNAVAILABLE;
      case 505 -> HTTP_VERSION_NOT_SUPPORTED;
      default -> status >= 500 ? INTERNAL_SERVER_ERROR : BAD_REQUEST;
    };
  }
}
