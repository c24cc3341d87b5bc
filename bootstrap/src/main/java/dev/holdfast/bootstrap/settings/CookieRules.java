package dev.holdfast.bootstrap.settings;

import dev.holdfast.bootstrap.settings.Choices.SameSite;
import dev.holdfast.bootstrap.settings.Configuration.Cookies;
import dev.holdfast.bootstrap.site.PublicSuffixes;
import dev.holdfast.domain.config.PublicUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which cookie attributes browsers would take from the public URL (checklist 5.2, RFC 6265bis). */
final class CookieRules {
  private final Reading reading;
  private final List<String> remarks;

  CookieRules(Reading reading, List<String> remarks) {
    this.reading = reading;
    this.remarks = remarks;
  }

  Cookies read(PublicUrl url) {
    boolean derived = url.isSecure();
    boolean secure = reading.orDerived(Settings.COOKIE_SECURE, derived, derived ? "on" : "off");
    var sameSite = reading.orDefault(Settings.COOKIE_SAMESITE);
    var domain = reading.given(Settings.COOKIE_DOMAIN).orElse(null);
    var prefix = reading.orDefault(Settings.COOKIE_PREFIX);
    if (secure && !url.isSecure() && !url.isLoopback()) {
      reading.problem(
          Settings.COOKIE_SECURE.name(), "is on for an http URL", "an https BETTER_AUTH_URL");
    }
    if (!secure && url.isSecure()) {
      remarks.add("HOLDFAST_COOKIE_SECURE is off: browsers send the cookies over plain http too");
    }
    if (sameSite == SameSite.NONE && !secure) {
      reading.problem(
          Settings.COOKIE_SAMESITE.name(),
          "none needs Secure, or browsers drop the cookies",
          url.isSecure()
              ? "HOLDFAST_COOKIE_SECURE on, or lax"
              : "an https BETTER_AUTH_URL, or lax");
    }
    checkDomain(domain, url);
    checkPrefix(prefix, secure, domain);
    return new Cookies(prefix, sameSite, domain, secure);
  }

  private void checkDomain(@Nullable String domain, PublicUrl url) {
    if (domain == null) return;
    var host = url.host();
    boolean within = host.equals(domain) || host.endsWith("." + domain);
    if (PublicSuffixes.isAddress(host) || !within) {
      reading.problem(
          Settings.COOKIE_DOMAIN.name(),
          "does not contain the host of BETTER_AUTH_URL, so browsers drop the cookies",
          "that host, or a domain above it");
    } else if (PublicSuffixes.contains(domain)) {
      reading.problem(
          Settings.COOKIE_DOMAIN.name(),
          "is a public suffix, below which anybody can get a name, so browsers drop the cookies",
          "a domain of your own, or none");
    }
  }

  private void checkPrefix(String prefix, boolean secure, @Nullable String domain) {
    if (prefix.startsWith("__Secure-")) {
      reading.problem(
          Settings.COOKIE_PREFIX.name(), "has __Secure- already", "leave it out: it is added");
    }
    if (prefix.startsWith("__Host-") && (!secure || domain != null)) {
      reading.problem(
          Settings.COOKIE_PREFIX.name(),
          "begins with __Host-, which needs Secure and allows no domain",
          "https and no HOLDFAST_COOKIE_DOMAIN, or another prefix");
    }
  }
}
