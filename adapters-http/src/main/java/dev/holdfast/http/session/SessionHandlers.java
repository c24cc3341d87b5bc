package dev.holdfast.http.session;

import dev.holdfast.application.session.ListSessions;
import dev.holdfast.application.session.RevokeSession;
import dev.holdfast.application.session.RevokeSessions;
import dev.holdfast.application.session.SignIn;
import dev.holdfast.application.session.SignOut;
import dev.holdfast.application.token.IssueToken;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.session.SessionHandle;
import dev.holdfast.http.ApiError;
import dev.holdfast.http.Devices;
import dev.holdfast.http.Exchange;
import dev.holdfast.http.account.UserView;
import dev.holdfast.http.cookie.SessionCookies;
import dev.holdfast.http.json.JsonObject;
import dev.holdfast.http.json.Schema;
import dev.holdfast.http.json.Schema.Rule;

/** Signing in and out, and one's sessions (protocol endpoints). */
public final class SessionHandlers {
  public static final Schema SIGN_IN =
      Schema.of(
          Schema.required("email", Rule.TEXT),
          Schema.required("password", Rule.TEXT),
          Schema.optional("callbackURL", Rule.TEXT),
          Schema.optional("rememberMe", Rule.BOOLEAN));

  public static final Schema SIGN_OUT =
      Schema.of(
              Schema.optional("callbackURL", Rule.TEXT),
              Schema.optional("disableRedirect", Rule.BOOLEAN),
              Schema.optional("state", Rule.TEXT))
          .orNone();

  public static final Schema REVOKE = Schema.of(Schema.required("token", Rule.TEXT));

  private final SignIn signIn;
  private final SignOut signOut;
  private final ListSessions listSessions;
  private final RevokeSession revokeSession;
  private final RevokeSessions revokeSessions;
  private final IssueToken issueToken;
  private final SessionReader reader;
  private final SessionCookies cookies;
  private final Devices devices;

  public SessionHandlers(
      SignIn signIn,
      SignOut signOut,
      ListSessions listSessions,
      RevokeSession revokeSession,
      RevokeSessions revokeSessions,
      IssueToken issueToken,
      SessionReader reader,
      SessionCookies cookies,
      Devices devices) {
    this.signIn = signIn;
    this.signOut = signOut;
    this.listSessions = listSessions;
    this.revokeSession = revokeSession;
    this.revokeSessions = revokeSessions;
    this.issueToken = issueToken;
    this.reader = reader;
    this.cookies = cookies;
    this.devices = devices;
  }

  public void signIn(Exchange exchange) {
    var body = exchange.body();
    var email = EmailAddress.parse(body.requiredText("email"));
    var password = new Password(body.requiredText("password"));
    var start = devices.of(exchange);
    switch (signIn.execute(email, password, start)) {
      case SignIn.Result.SignedIn(var user, var session) -> {
        cookies.start(exchange, session, start.remembered());
        var target = body.text("callbackURL");
        boolean redirect = target.filter(url -> !url.isEmpty()).isPresent();
        if (redirect) target.ifPresent(exchange::withLocation);
        exchange.answer(
            new JsonObject()
                .put("redirect", redirect)
                .put("token", session.token().value())
                .putIfPresent("url", target.orElse(null))
                .put("user", UserView.of(user)));
      }
      case SignIn.Result.Refused() -> ApiError.INVALID_EMAIL_OR_PASSWORD.answer(exchange);
      case SignIn.Result.PasswordTooLong() -> ApiError.PASSWORD_TOO_LONG.answer(exchange);
      case SignIn.Result.Banned() -> ApiError.BANNED_USER.answer(exchange);
      case SignIn.Result.SecondFactorNeeded() -> ApiError.TWO_FACTOR_NOT_SUPPORTED.answer(exchange);
    }
  }

  /** Ends the session that the request names, if it names one; the cookies go in any case. */
  public void signOut(Exchange exchange) {
    reader.token(exchange).ifPresent(signOut::execute);
    cookies.forget(exchange);
    exchange.answer(new JsonObject().put("success", true));
  }

  /** The caller's session, or {@code null}: the one answer that says "not signed in" with 200. */
  public void current(Exchange exchange) {
    cookies.dropCache(exchange);
    switch (reader.read(exchange)) {
      case SessionReader.Found.SignedIn(var caller) -> {
        issueToken
            .alongside(caller.user(), caller.session().endingBy(caller.tokensEnd()))
            .ifPresent(token -> exchange.withExposedHeader("set-auth-jwt", token.value()));
        exchange.answer(
            new JsonObject()
                .put("session", SessionView.of(caller.session(), caller.token().value()))
                .put("user", UserView.of(caller.user())));
      }
      case SessionReader.Found.NotSignedIn(var gone) -> {
        if (gone) cookies.forget(exchange);
        exchange.answer(null);
      }
      case SessionReader.Found.EndedMeanwhile() ->
          exchange.refuseDeleting(ApiError.FAILED_TO_GET_SESSION, cookies.deletions(exchange));
    }
  }

  public void list(Exchange exchange) {
    var caller = exchange.caller();
    exchange.answer(
        listSessions.execute(caller.session(), caller.token()).stream()
            .map(listed -> SessionView.of(listed.session(), listed.token()))
            .toList());
  }

  /** Also for a session of somebody else, where nothing happens and nothing is said. */
  public void revoke(Exchange exchange) {
    var named = SessionHandle.parse(exchange.body().requiredText("token"));
    if (revokeSession.execute(exchange.caller().session(), named)) cookies.forget(exchange);
    done(exchange);
  }

  public void revokeAll(Exchange exchange) {
    revokeSessions.all(exchange.caller().session());
    cookies.forget(exchange);
    done(exchange);
  }

  public void revokeOthers(Exchange exchange) {
    revokeSessions.others(exchange.caller().session());
    done(exchange);
  }

  private static void done(Exchange exchange) {
    exchange.answer(new JsonObject().put("status", true));
  }
}
