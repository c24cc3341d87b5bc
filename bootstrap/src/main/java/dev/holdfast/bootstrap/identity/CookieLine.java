package dev.holdfast.bootstrap.identity;

import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.http.cookie.CookieAttributes;
import dev.holdfast.http.cookie.CookieAttributes.SameSite;
import dev.holdfast.http.cookie.SessionCookies;

/** The session cookie that a configuration leads to. */
public final class CookieLine {
  private CookieLine() {}

  public static CookieAttributes attributes(Configuration.Cookies cookies) {
    var sameSite =
        switch (cookies.sameSite()) {
          case LAX -> SameSite.LAX;
          case STRICT -> SameSite.STRICT;
          case NONE -> SameSite.NONE;
        };
    return new CookieAttributes(cookies.prefix(), cookies.secure(), sameSite, cookies.domain());
  }

  /** The exact {@code Set-Cookie} line of a sign-in, with a placeholder for what is secret. */
  public static String of(Configuration configuration) {
    return SessionCookies.example(
        attributes(configuration.cookies()), configuration.sessions().expiresIn());
  }

  /** The name and the attributes alone: what browsers decide by. */
  public static String withoutValue(Configuration configuration) {
    return of(configuration).replace("=TOKEN.SIGNATURE", "").replaceFirst("; Max-Age=\\d+", "");
  }
}
