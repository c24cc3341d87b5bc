package dev.holdfast.http.account;

import dev.holdfast.application.account.SignUp;
import dev.holdfast.application.account.SignUp.Result;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.account.User;
import dev.holdfast.http.ApiError;
import dev.holdfast.http.Devices;
import dev.holdfast.http.Exchange;
import dev.holdfast.http.cookie.SessionCookies;
import dev.holdfast.http.json.JsonObject;
import dev.holdfast.http.json.Schema;
import dev.holdfast.http.json.Schema.Rule;

/** Signing up (protocol endpoints, {@code /sign-up/email}). */
public final class AccountHandlers {
  public static final Schema SIGN_UP =
      Schema.of(
              Schema.required("name", Rule.TEXT),
              Schema.required("email", Rule.EMAIL),
              Schema.required("password", Rule.NON_EMPTY_TEXT),
              Schema.optional("image", Rule.TEXT),
              Schema.optional("callbackURL", Rule.TEXT),
              Schema.optional("rememberMe", Rule.BOOLEAN))
          .andRecord();

  private final SignUp signUp;
  private final SessionCookies cookies;
  private final Devices devices;

  public AccountHandlers(SignUp signUp, SessionCookies cookies, Devices devices) {
    this.signUp = signUp;
    this.cookies = cookies;
    this.devices = devices;
  }

  public void signUp(Exchange exchange) {
    var body = exchange.body();
    var profile =
        new User.Profile(
            body.requiredText("name"),
            EmailAddress.parse(body.requiredText("email")),
            body.text("image").orElse(null));
    var password = new Password(body.requiredText("password"));
    var start = devices.of(exchange);
    switch (signUp.execute(profile, password, start)) {
      case Result.SignedUp(var user, var session) -> {
        if (session != null) cookies.start(exchange, session, start.remembered());
        exchange.answer(
            new JsonObject()
                .put("token", session == null ? null : session.token().value())
                .put("user", UserView.of(user)));
      }
      case Result.Closed() -> ApiError.EMAIL_PASSWORD_SIGN_UP_DISABLED.answer(exchange);
      case Result.PasswordRefused(var why) -> ApiError.valueOf(why.name()).answer(exchange);
      case Result.EmailTaken() -> ApiError.USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL.answer(exchange);
    }
  }
}
