package dev.holdfast.http;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.http.json.Body;
import dev.holdfast.http.json.JsonValue;
import dev.holdfast.http.origin.OriginHint;
import dev.holdfast.http.origin.Origins;
import java.util.Optional;

/** Return addresses that a request names have to be trusted (protocol security §1.2). */
final class CallbackUrls {
  private final Origins origins;
  private final Events events;

  CallbackUrls(Origins origins, Events events) {
    this.origins = origins;
    this.events = events;
  }

  /** Of a request that may change something, before its body is validated. */
  void inBody(Exchange exchange, Body body) {
    var callback = body.member("callbackURL").filter(JsonValue::truthy);
    if (callback.isPresent()) {
      require(exchange, callback, "callbackURL", ApiError.INVALID_CALLBACK_URL);
    } else {
      inQuery(exchange);
    }
    require(exchange, body.member("redirectTo"), "redirectURL", ApiError.INVALID_REDIRECT_URL);
    require(
        exchange,
        body.member("errorCallbackURL"),
        "errorCallbackURL",
        ApiError.INVALID_ERROR_CALLBACK_URL);
    require(
        exchange,
        body.member("newUserCallbackURL"),
        "newUserCallbackURL",
        ApiError.INVALID_NEW_USER_CALLBACK_URL);
  }

  /** Of a link that somebody follows. A name that stands twice is an array, as in the reference. */
  void inQuery(Exchange exchange) {
    require(
        exchange,
        exchange.query().member("callbackURL"),
        "callbackURL",
        ApiError.INVALID_CALLBACK_URL);
  }

  private void require(Exchange exchange, Optional<JsonValue> value, String label, ApiError error) {
    var given = value.filter(JsonValue::truthy).orElse(null);
    if (given == null) return;
    if (!(given instanceof JsonValue.Text(String url))) {
      throw new Refused(ApiError.BAD_REQUEST, 400, "Invalid " + label + ": expected a string");
    }
    if (origins.trustsReturnTo(url)) return;
    exchange.reason(Reason.ORIGIN_UNTRUSTED);
    events.publish(
        new HttpEvent.OriginRefused(
            error,
            Reason.ORIGIN_UNTRUSTED,
            label,
            Printable.origin(url),
            origins.patterns(),
            url.startsWith("/")
                ? OriginHint.never("no safe path; it may begin with one slash alone")
                : OriginHint.of(url, origins)));
    throw new Refused(error);
  }
}
