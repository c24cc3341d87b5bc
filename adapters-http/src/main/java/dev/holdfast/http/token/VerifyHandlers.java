package dev.holdfast.http.token;

import dev.holdfast.application.token.VerifyToken;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.token.TokenEvent;
import dev.holdfast.domain.token.TokenRefusal;
import dev.holdfast.domain.token.VerifiedToken;
import dev.holdfast.http.Access;
import dev.holdfast.http.ApiError;
import dev.holdfast.http.Exchange;
import dev.holdfast.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The protected API: what a bearer token says, for the caller ({@code /api/me}) and for a proxy
 * that asks on the way to somebody else's API ({@code /api/verify}). Refusals are those of RFC 6750
 * §3.
 */
public final class VerifyHandlers {
  /** Only a token that came is told to be wrong (RFC 6750 §3.1). */
  static final String CHALLENGE = "Bearer realm=\"api\"";

  static final String INVALID = CHALLENGE + ", error=\"invalid_token\"";

  private final VerifyToken verifyToken;
  private final Events events;

  public VerifyHandlers(VerifyToken verifyToken, Events events) {
    this.verifyToken = verifyToken;
    this.events = events;
  }

  /** The rows for the table of routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/me", Access.ANYONE, this::me).rooted(),
        Route.get("/api/verify", Access.ANYONE, this::verify).rooted(),
        Route.head("/api/verify", Access.ANYONE, this::verify).rooted());
  }

  /** The claims as they were signed. */
  private void me(Exchange exchange) {
    switch (judged(exchange)) {
      case VerifyToken.Result.Verified(var token) ->
          exchange.answerBytes(200, token.json().getBytes(StandardCharsets.UTF_8));
      case VerifyToken.Result.Refused(var reason) -> refuse(exchange, reason);
    }
  }

  /** Nothing but the headers that a proxy hands on. */
  private void verify(Exchange exchange) {
    switch (judged(exchange)) {
      case VerifyToken.Result.Verified(var token) -> answerHeaders(exchange, token);
      case VerifyToken.Result.Refused(var reason) -> refuse(exchange, reason);
    }
  }

  private VerifyToken.Result judged(Exchange exchange) {
    return switch (BearerToken.of(exchange)) {
      case BearerToken.Read.Presented(var token) -> verifyToken.execute(token);
      case BearerToken.Read.Absent() ->
          refused(Reason.NO_CREDENTIALS, "no bearer token in the header Authorization");
      case BearerToken.Read.Malformed(var why) -> refused(Reason.TOKEN_MALFORMED, why);
    };
  }

  private VerifyToken.Result refused(Reason reason, String why) {
    events.publish(new TokenEvent.Rejected(TokenRefusal.because(reason, why)));
    return new VerifyToken.Result.Refused(reason);
  }

  private static void refuse(Exchange exchange, Reason reason) {
    exchange.reason(reason);
    exchange.refuseChallenging(
        ApiError.UNAUTHORIZED, reason == Reason.NO_CREDENTIALS ? CHALLENGE : INVALID);
  }

  private static void answerHeaders(Exchange exchange, VerifiedToken token) {
    exchange.withHeader("x-auth-user", HeaderValue.of(token.subject()));
    exchange.withHeader("x-auth-expires", Long.toString(token.expiresAt().getEpochSecond()));
    exchange.withHeader("x-auth-email", value(token, "email"));
    exchange.withHeader("x-auth-email-verified", value(token, "emailVerified", "email_verified"));
    exchange.withHeader("x-auth-name", value(token, "name"));
    exchange.answerNothing();
  }

  /**
   * The first of the claims that there is. Empty where there is none, and where it is too long,
   * since half an address is somebody else's; but the header is always there: Caddy 2.6 hands the
   * name of a missing one on as its value.
   */
  private static String value(VerifiedToken token, String... claims) {
    return Arrays.stream(claims)
        .flatMap(claim -> token.value(claim).stream())
        .map(HeaderValue::of)
        .filter(HeaderValue::isShort)
        .findFirst()
        .orElse("");
  }
}
