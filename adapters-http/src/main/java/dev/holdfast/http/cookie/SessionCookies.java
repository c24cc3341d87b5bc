package dev.holdfast.http.cookie;

import dev.holdfast.domain.secret.CookieSigner;
import dev.holdfast.domain.session.NewSession;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.http.Exchange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes and deletes the cookies of a session (protocol endpoints, "SESSION-COOKIES" and "DEL×3").
 * Whatever writes the token also gives it to clients without cookies, as {@code set-auth-token}.
 */
public final class SessionCookies {
  static final String TOKEN = "session_token";
  static final String CACHE = "session_data";
  static final String DONT_REMEMBER = "dont_remember";

  /** The reference writes no more; without a bound, a request could blow up its answer. */
  private static final int MAX_CHUNKS = 100;

  private final CookieAttributes attributes;
  private final CookieSigner signer;
  private final Credentials credentials;
  private final CookieReturn cookieReturn;
  private final InstantSource clock;
  private final Pattern cacheName;

  public SessionCookies(
      CookieAttributes attributes,
      CookieSigner signer,
      Credentials credentials,
      CookieReturn cookieReturn,
      InstantSource clock) {
    this.attributes = attributes;
    this.signer = signer;
    this.credentials = credentials;
    this.cookieReturn = cookieReturn;
    this.clock = clock;
    this.cacheName = Pattern.compile(Pattern.quote(attributes.name(CACHE)) + "(?:\\.\\d{1,3})?");
  }

  /** The line that gives out a session of this life, with a placeholder for its secret parts. */
  public static String example(CookieAttributes attributes, Duration life) {
    long maxAge = Math.min(roundedSeconds(life), SetCookie.LONGEST);
    return new SetCookie(attributes.name(TOKEN), "TOKEN.SIGNATURE", maxAge, attributes).line();
  }

  /** For a session that was started now, by somebody who wants to be remembered or does not. */
  public void start(Exchange exchange, NewSession started, boolean remembered) {
    cookieReturn.issued(exchange, started.token());
    if (!remembered) {
      writeToken(exchange, started.token(), null);
      exchange.withCookie(cookie(DONT_REMEMBER, signed("true"), null));
      return;
    }
    writeToken(exchange, started.token(), remaining(started.session()));
    // What the browser was told at an earlier sign-in would keep this session from being renewed.
    if (credentials.dontRemember(exchange)) exchange.withCookie(deletion(DONT_REMEMBER));
  }

  /** For a session whose end moved. */
  public void renew(Exchange exchange, SessionToken token, Session session) {
    writeToken(exchange, token, remaining(session));
  }

  /** For a cookie that a previous secret had signed: the same session, the same life. */
  public void resign(Exchange exchange, Credentials.Presented presented, Session session) {
    if (!presented.dontRemember()) {
      writeToken(exchange, presented.token(), remaining(session));
      return;
    }
    writeToken(exchange, presented.token(), null);
    exchange.withCookie(cookie(DONT_REMEMBER, signed("true"), null));
  }

  /** Makes the browser forget its session. */
  public void forget(Exchange exchange) {
    deletions(exchange).forEach(exchange::withCookie);
  }

  /** The three deletions, and one for each cached session that came along, in wire order. */
  public List<SetCookie> deletions(Exchange exchange) {
    List<SetCookie> all = new ArrayList<>();
    all.add(deletion(TOKEN));
    all.add(deletion(CACHE));
    cached(exchange).forEach(all::add);
    all.add(deletion(DONT_REMEMBER));
    return all;
  }

  /** A cached session of a time when the cookie cache was on is deleted where it shows up. */
  public void dropCache(Exchange exchange) {
    cached(exchange).forEach(exchange::withCookie);
  }

  private Stream<SetCookie> cached(Exchange exchange) {
    return CookieHeader.parse(exchange.headers("cookie")).names().stream()
        .filter(cacheName.asMatchPredicate())
        .limit(MAX_CHUNKS)
        .map(name -> new SetCookie(name, "", 0L, attributes));
  }

  private void writeToken(Exchange exchange, SessionToken token, @Nullable Duration life) {
    var value = signed(token.value());
    exchange.withCookie(cookie(TOKEN, value, life));
    exchange.withExposedHeader("set-auth-token", value);
  }

  private Duration remaining(Session session) {
    var left = Duration.between(clock.instant(), session.expiresAt());
    return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
  }

  private String signed(String value) {
    return new SignedValue(value, signer.sign(value)).text();
  }

  private SetCookie cookie(String name, String value, @Nullable Duration life) {
    Long maxAge = life == null ? null : Math.min(roundedSeconds(life), SetCookie.LONGEST);
    return new SetCookie(attributes.name(name), value, maxAge, attributes);
  }

  /** Rounded up, so that the seven days of a session just started are seven days. */
  private static long roundedSeconds(Duration life) {
    return life.plusMillis(999).toSeconds();
  }

  private SetCookie deletion(String name) {
    return new SetCookie(attributes.name(name), "", 0L, attributes);
  }
}
