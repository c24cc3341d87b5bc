package dev.holdfast.bootstrap.doctor;

import dev.holdfast.bootstrap.report.Findings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The session cookie as it comes through everything in between, compared with what was sent. */
final class CookieWatch {
  private static final String STEP = "set-cookie";

  private final Place place;
  private final Findings findings;

  CookieWatch(Place place, Findings findings) {
    this.place = place;
    this.findings = findings;
  }

  /**
   * Compares, and judges as a browser would.
   *
   * @param sent the server's line with a placeholder for the value
   * @return name and value; empty if no session cookie came
   */
  Optional<String> look(List<String> lines, String sent) {
    var name = sent.substring(0, Math.max(0, sent.indexOf('=')));
    var came = lines.stream().filter(line -> line.startsWith(name + "=")).findFirst();
    if (came.isEmpty()) {
      findings.fail(
          STEP,
          lines.isEmpty()
              ? "none came through"
              : "no %s came through, but %s"
                  .formatted(name, lines.stream().map(line -> line.split("=", 2)[0]).toList()),
          "something in front drops or renames Set-Cookie: let it pass");
      return Optional.empty();
    }
    var pair = came.get().split(";", 2)[0];
    var wanted = attributes(sent);
    var found = attributes(came.get());
    if (!wanted.equals(found)) {
      findings.fail(
          STEP,
          "sent with %s, came with %s".formatted(wanted, found),
          "something in front rewrites cookies (proxy_cookie_domain, proxy_cookie_path,"
              + " proxy_cookie_flags or the like): take that out");
    } else {
      findings.ok(STEP, name + "; " + String.join("; ", found));
    }
    browser(name, came.get());
    return Optional.of(pair);
  }

  private void browser(String name, String line) {
    var attributes = attributes(line);
    var domain =
        attributes.stream()
            .filter(one -> one.startsWith("domain="))
            .map(one -> one.substring("domain=".length()))
            .findFirst()
            .orElse("");
    var host = place.url().host();
    boolean secure = attributes.contains("secure");
    if (secure && !place.url().isSecure() && !place.url().isLoopback()) {
      dropped("it is Secure and came by http", "serve it by https, or set BETTER_AUTH_URL to http");
    } else if (name.startsWith("__Secure-") && !secure) {
      dropped("its name demands Secure, which is missing", "let Secure pass");
    } else if (!domain.isEmpty() && !host.equals(domain) && !host.endsWith("." + domain)) {
      dropped(
          "its domain %s does not contain %s".formatted(domain, host),
          "set HOLDFAST_COOKIE_DOMAIN to a domain above " + host + ", or unset it");
    } else {
      findings.ok("browser", "would keep the cookie");
    }
  }

  private void dropped(String why, String mend) {
    findings.fail("browser", "would drop the cookie: " + why, mend);
  }

  /** Names in any case, values too, in any order (RFC 6265 §5.2). */
  private static SortedSet<String> attributes(String line) {
    var all = new TreeSet<String>();
    Arrays.stream(line.split(";", -1))
        .skip(1)
        .map(part -> part.strip().toLowerCase(Locale.ROOT))
        .filter(part -> !part.isEmpty())
        .forEach(all::add);
    return all;
  }
}
