package dev.holdfast.http.session;

import dev.holdfast.application.session.CheckSession;
import dev.holdfast.application.session.CheckSession.Renewal;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.http.Exchange;
import dev.holdfast.http.cookie.CheckSteps;
import dev.holdfast.http.cookie.CookieReturn;
import dev.holdfast.http.cookie.Credentials;
import dev.holdfast.http.cookie.Credentials.Presented;
import dev.holdfast.http.cookie.SessionCookies;
import dev.holdfast.http.json.JsonValue;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the session that a request names, and writes its cookie again where that is due: after a
 * renewal, and when a previous secret had signed it. Whatever is not a session has its reason
 * published here.
 */
public final class SessionReader {
  /** Whom the request comes from. */
  public sealed interface Found {
    record SignedIn(Caller caller) implements Found {}

    /** {@code gone}: a session was named and is positively not there, so the cookies may go. */
    record NotSignedIn(boolean gone) implements Found {}

    /** Somebody else ended the session while this request renewed it. */
    record EndedMeanwhile() implements Found {}
  }

  /** Marks an answer that rests on what the store said this many seconds ago. */
  static final String IN_GRACE = "x-session-grace";

  /** The count of checks; its label is one of the words below, or a reason. */
  private static final String CHECKS = "session_checks";

  private static final String SIGNED_IN = "signed_in";
  private static final String SERVED_IN_GRACE = "in_grace";
  private static final String UNAVAILABLE = "unavailable";

  private final Credentials credentials;
  private final CheckSession checkSession;
  private final SessionCookies cookies;
  private final CookieReturn cookieReturn;
  private final Events events;
  private final Counters counters;

  public SessionReader(
      Credentials credentials,
      CheckSession checkSession,
      SessionCookies cookies,
      CookieReturn cookieReturn,
      Events events,
      Counters counters) {
    this.credentials = credentials;
    this.checkSession = checkSession;
    this.cookies = cookies;
    this.cookieReturn = cookieReturn;
    this.events = events;
    this.counters = counters;
  }

  /** For reads: a session in its grace will do while the store is away. */
  public Found read(Exchange exchange) {
    return read(
        exchange,
        presented ->
            checkSession.executeOrInGrace(
                presented.token(), renewal(exchange, presented, Renewal.ALLOWED)));
  }

  /** For what changes something: the store is asked, or nothing is answered. */
  Found readStrictly(Exchange exchange) {
    return read(
        exchange,
        presented ->
            checkSession.execute(presented.token(), renewal(exchange, presented, Renewal.ALLOWED)));
  }

  /** The same, for a route that refuses stale sessions: one of those is not renewed. */
  Found readRenewingIfFresh(Exchange exchange) {
    return read(
        exchange,
        presented ->
            checkSession.execute(
                presented.token(), renewal(exchange, presented, Renewal.IF_FRESH)));
  }

  private Found read(Exchange exchange, Function<Presented, CheckSession.Result> check) {
    try {
      return judged(exchange, check);
    } catch (Unavailable away) {
      counters.add(CHECKS, away.reason().map(Reason::code).orElse(UNAVAILABLE));
      throw away;
    }
  }

  private Found judged(Exchange exchange, Function<Presented, CheckSession.Result> check) {
    return switch (credentials.of(exchange)) {
      case Credentials.Absent(Reason reason) -> {
        events.publish(new SessionEvent.Refused(reason, null, null));
        boolean cookieless =
            reason == Reason.NO_CREDENTIALS || reason == Reason.COOKIE_NAME_MISMATCH;
        if (cookieless) cookieReturn.missing(exchange, reason);
        refused(exchange, reason);
        yield new Found.NotSignedIn(false);
      }
      case Presented presented -> {
        cookieReturn.presented(presented.token());
        yield found(exchange, presented, check.apply(presented));
      }
    };
  }

  /** The token alone, without asking whether there is such a session. */
  Optional<SessionToken> token(Exchange exchange) {
    return switch (credentials.of(exchange)) {
      case Credentials.Absent(Reason reason) -> {
        exchange.reason(reason);
        yield Optional.empty();
      }
      case Presented presented -> Optional.of(presented.token());
    };
  }

  private Found found(Exchange exchange, Presented presented, CheckSession.Result result) {
    return switch (result) {
      case CheckSession.Result.SignedIn(var user, var session, boolean renewed) -> {
        counters.add(CHECKS, SIGNED_IN);
        CheckSteps.lookup("found");
        CheckSteps.standing(session, decision(exchange, presented, renewed));
        if (renewed) cookies.renew(exchange, presented.token(), session);
        else if (presented.resign()) cookies.resign(exchange, presented, session);
        yield new Found.SignedIn(new Caller(user, session, presented.token()));
      }
      case CheckSession.Result.InGrace(var user, var session, var age, var ends) -> {
        counters.add(CHECKS, SERVED_IN_GRACE);
        CheckSteps.lookup("the store is away; this process knew the session lately");
        CheckSteps.standing(session, "none while the store is away");
        exchange.withExposedHeader(IN_GRACE, Long.toString(age.toSeconds()));
        yield new Found.SignedIn(new Caller(user, session, presented.token(), ends));
      }
      case CheckSession.Result.NotSignedIn(Reason reason) -> {
        CheckSteps.lookup(reason.code());
        refused(exchange, reason);
        yield new Found.NotSignedIn(true);
      }
      case CheckSession.Result.EndedMeanwhile() -> {
        CheckSteps.lookup("found, and ended by somebody else before its end could be moved");
        refused(exchange, Reason.SESSION_REVOKED);
        yield new Found.EndedMeanwhile();
      }
    };
  }

  private void refused(Exchange exchange, Reason reason) {
    counters.add(CHECKS, reason.code());
    exchange.reason(reason);
  }

  private static String decision(Exchange exchange, Presented presented, boolean renewed) {
    if (renewed) return "the end was moved";
    if (presented.dontRemember()) return "none: the browser is not to remember the session";
    return isUnwanted(exchange, presented) ? "none: disableRefresh" : "not due";
  }

  private static Renewal renewal(Exchange exchange, Presented presented, Renewal wanted) {
    return isUnwanted(exchange, presented) ? Renewal.SUPPRESSED : wanted;
  }

  /** Any text but the empty one is true, as the reference has it (protocol README §11). */
  private static boolean isUnwanted(Exchange exchange, Presented presented) {
    return presented.dontRemember()
        || exchange.query().member("disableRefresh").filter(JsonValue::truthy).isPresent();
  }
}
