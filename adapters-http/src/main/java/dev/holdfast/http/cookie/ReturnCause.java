package dev.holdfast.http.cookie;

import java.util.Locale;

/** Why a browser may have come back without its session cookie. The codes are stable. */
public enum ReturnCause {
  OTHER_NAME(
      "A session cookie came under another name: it was set under another scheme or prefix.",
      "Give BETTER_AUTH_URL the scheme that browsers use, and all instances one"
          + " HOLDFAST_COOKIE_PREFIX."),
  HTTP_HOP(
      "The page was loaded over http and the cookie is for https alone, so browsers dropped it.",
      "Send browsers to https, or let BETTER_AUTH_URL say http where it is meant."),
  DOMAIN_NO_SUFFIX(
      "HOLDFAST_COOKIE_DOMAIN does not cover the host that browsers asked, so they dropped it.",
      "Unset HOLDFAST_COOKIE_DOMAIN, or let it be a domain above that host."),
  CROSS_SITE(
      "The page is of another site, and browsers keep such a cookie only with SameSite=None.",
      "Serve page and API below one domain, or set HOLDFAST_COOKIE_SAMESITE=none."),
  THIRD_PARTY(
      "The page is of another site; this browser keeps no cookies of third parties at all.",
      "Serve page and API below one domain: no setting of a server changes a browser's."),
  OTHER_HOST(
      "The sign-in went to one host and the session checks to another.",
      "Use one host for all calls, or let HOLDFAST_COOKIE_DOMAIN cover both."),
  NOT_TOLD(
      "Nothing in the requests tells; most often they are sent without credentials.",
      "Call with credentials: \"include\", and look whether something in between drops cookies.");

  private final String meaning;
  private final String mend;

  ReturnCause(String meaning, String mend) {
    this.meaning = meaning;
    this.mend = mend;
  }

  /** As it is written in log lines. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String meaning() {
    return meaning;
  }

  /** What to do, with the settings that decide. */
  public String mend() {
    return mend;
  }
}
