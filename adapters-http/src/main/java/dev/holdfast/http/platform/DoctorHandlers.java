package dev.holdfast.http.platform;

import dev.holdfast.application.account.AddTemporaryUser;
import dev.holdfast.application.account.RemoveTemporaryUser;
import dev.holdfast.domain.InvalidValue;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.http.Access;
import dev.holdfast.http.ApiError;
import dev.holdfast.http.Exchange;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Route;
import dev.holdfast.http.json.JsonObject;
import dev.holdfast.http.json.JsonValue;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /internal/doctor}: what {@code doctor} cannot see from outside. It tells what a request
 * looks like when it arrives and what the server would send, and lends out a user for a few
 * seconds. Does not exist without a token, nor for who has another one.
 */
public final class DoctorHandlers {
  private static final List<String> FORWARDING =
      List.of("x-forwarded-proto", "x-forwarded-host", "x-forwarded-for", "forwarded", "x-real-ip");

  private final PlatformToken token;
  private final Supplier<JsonObject> facts;
  private final AddTemporaryUser add;
  private final RemoveTemporaryUser remove;

  /**
   * Looks at nothing yet.
   *
   * @param token null: the routes do not exist
   * @param facts what the server knows of itself, asked each time; no secret
   */
  public DoctorHandlers(
      @Nullable String token,
      Supplier<JsonObject> facts,
      AddTemporaryUser add,
      RemoveTemporaryUser remove) {
    this.token = new PlatformToken(token);
    this.facts = facts;
    this.add = add;
    this.remove = remove;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/internal/doctor", Access.ANYONE, known(this::see)).rooted(),
        Route.post("/internal/doctor/add-user", Access.ANYONE, known(this::addUser)).rooted(),
        Route.post("/internal/doctor/remove-user", Access.ANYONE, known(this::removeUser))
            .rooted());
  }

  private Handler known(Handler handler) {
    return exchange -> {
      if (token.isBroughtBy(exchange)) handler.handle(exchange);
      else ApiError.NOT_FOUND.answer(exchange);
    };
  }

  private void see(Exchange exchange) {
    var headers = new JsonObject().putIfPresent("host", exchange.header("host").orElse(null));
    for (var name : FORWARDING) {
      var lines = exchange.headers(name);
      if (!lines.isEmpty()) headers.put(name, String.join(", ", lines));
    }
    exchange.answer(
        new JsonObject()
            .put("peer", exchange.peerAddress())
            .put("client", exchange.clientAddress())
            .put("headers", headers)
            .put("server", facts.get()));
  }

  private void addUser(Exchange exchange) {
    var login = add.execute();
    exchange.answer(
        new JsonObject()
            .put("email", login.email().value())
            .put("password", login.password().normalized()));
  }

  private void removeUser(Exchange exchange) {
    boolean removed =
        exchange.body().value() instanceof JsonValue.Obj body
            && body.member("email").orElse(null) instanceof JsonValue.Text(var email)
            && removed(email);
    if (removed) exchange.answer(new JsonObject().put("removed", true));
    else ApiError.NOT_FOUND.answer(exchange);
  }

  private boolean removed(String email) {
    try {
      return remove.execute(EmailAddress.parse(email));
    } catch (InvalidValue malformed) {
      return false;
    }
  }
}
