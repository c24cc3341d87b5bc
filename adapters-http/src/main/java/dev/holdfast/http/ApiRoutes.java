package dev.holdfast.http;

import dev.holdfast.http.account.AccountHandlers;
import dev.holdfast.http.json.JsonObject;
import dev.holdfast.http.session.SessionHandlers;
import dev.holdfast.http.token.TokenHandlers;
import java.util.List;

/** The API's table of routes: every path with who may call it and what its body has to be. */
public final class ApiRoutes {
  private ApiRoutes() {}

  public static List<Route> of(
      AccountHandlers accounts, SessionHandlers sessions, TokenHandlers tokens) {
    return List.of(
        Route.post("/sign-up/email", Access.ANYONE, accounts::signUp)
            .body(AccountHandlers.SIGN_UP)
            .orForm()
            .checkingForms(),
        Route.post("/sign-in/email", Access.ANYONE, sessions::signIn)
            .body(SessionHandlers.SIGN_IN)
            .orForm()
            .checkingForms(),
        Route.post("/sign-out", Access.ANYONE, sessions::signOut).body(SessionHandlers.SIGN_OUT),
        Route.get("/get-session", Access.ANYONE, sessions::current).header("pragma", "no-cache"),
        Route.post("/get-session", Access.ANYONE, ApiRoutes::notDeferred)
            .header("pragma", "no-cache"),
        Route.get("/list-sessions", Access.FRESH, sessions::list),
        Route.post("/revoke-session", Access.SENSITIVE, sessions::revoke)
            .body(SessionHandlers.REVOKE),
        Route.post("/revoke-sessions", Access.SENSITIVE, sessions::revokeAll),
        Route.post("/revoke-other-sessions", Access.SENSITIVE, sessions::revokeOthers),
        Route.get("/token", Access.SESSION, tokens::issue),
        Route.get("/jwks", Access.ANYONE, tokens::keys),
        Route.get("/ok", Access.ANYONE, ApiRoutes::ok));
  }

  private static void ok(Exchange exchange) {
    exchange.answer(new JsonObject().put("ok", true));
  }

  /** The reference takes this POST only where refreshing is deferred. */
  private static void notDeferred(Exchange exchange) {
    ApiError.METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED.answer(exchange);
  }
}
