package dev.holdfast.http;

import dev.holdfast.domain.platform.Deadline;
import dev.holdfast.domain.platform.Source;
import dev.holdfast.domain.platform.Uptime;
import dev.holdfast.http.cookie.SetCookie;
import dev.holdfast.http.json.Schema;
import java.util.List;
import java.util.function.Function;

/**
 * The order in which a request is looked at, which decides the error that wins (protocol README §1,
 * decisions "Wire"): body, origin, return addresses in the body, validation, session, form check,
 * return addresses in the query, handler.
 */
final class Pipeline {
  private final OriginCheck originCheck;
  private final CallbackUrls callbackUrls;
  private final Guard guard;
  private final Function<Exchange, List<SetCookie>> deletions;
  private final Uptime uptime;

  /**
   * Puts the steps together.
   *
   * @param deletions the cookies that make a browser forget its session
   */
  Pipeline(
      OriginCheck originCheck,
      CallbackUrls callbackUrls,
      Guard guard,
      Function<Exchange, List<SetCookie>> deletions,
      Uptime uptime) {
    this.originCheck = originCheck;
    this.callbackUrls = callbackUrls;
    this.guard = guard;
    this.deletions = deletions;
    this.uptime = uptime;
  }

  /**
   * Takes one request through all steps.
   *
   * @param request for reading the body
   */
  void run(Route route, Exchange exchange, jakarta.servlet.http.HttpServletRequest request) {
    boolean changes = route.method() == Route.Method.POST;
    if (changes) exchange.read(BodyReader.read(request, route));
    // From here on it is our time that passes, and no longer that of a slow client.
    Runnable answer =
        () -> Deadline.run(Limits.ANSWER, uptime, () -> answer(route, exchange, changes));
    source(exchange).run(answer);
  }

  /** What is written down about this request names it by the id that the caller got. */
  private static Source source(Exchange exchange) {
    return Source.ofRequest(
        exchange.id().value(), exchange.clientAddress(), exchange.header("user-agent").orElse(""));
  }

  private void answer(Route route, Exchange exchange, boolean changes) {
    if (changes) {
      originCheck.general(exchange);
      callbackUrls.inBody(exchange, exchange.body());
    }
    validate(route, exchange);
    if (!admits(route, exchange)) return;
    if (route.formCsrf()) originCheck.form(exchange);
    if (!changes) callbackUrls.inQuery(exchange);
    route.handler().handle(exchange);
  }

  private static void validate(Route route, Exchange exchange) {
    Schema body = route.body();
    if (body != null) refuseIf(body.complaint("body", exchange.body().value()));
    Schema query = route.query();
    if (query != null) refuseIf(query.complaint("query", exchange.query()));
  }

  private static void refuseIf(java.util.Optional<String> complaint) {
    complaint.ifPresent(
        text -> {
          throw new Refused(ApiError.VALIDATION_ERROR, 400, text);
        });
  }

  private boolean admits(Route route, Exchange exchange) {
    if (route.access() == Access.ANYONE) return true;
    return switch (guard.admit(exchange, route.access())) {
      case Guard.Admission.Admitted(var caller) -> {
        exchange.admitted(caller);
        yield true;
      }
      case Guard.Admission.Refused(var error, boolean forget) -> {
        if (forget) exchange.refuseDeleting(error, deletions.apply(exchange));
        else error.answer(exchange);
        yield false;
      }
    };
  }
}
