package dev.holdfast.bootstrap.doctor;

import dev.holdfast.bootstrap.report.Findings;

/** Who may call with cookies: each trusted origin, and nobody else (WHATWG Fetch §3.2). */
final class Origins {
  private static final String STRANGER = "https://stranger.doctor.invalid";

  private final Place place;
  private final Outside outside;
  private final Findings findings;

  Origins(Place place, Outside outside, Findings findings) {
    this.place = place;
    this.outside = outside;
    this.findings = findings;
  }

  void look(Seen seen) {
    for (var origin : seen.serverList("trustedOrigins")) {
      if (origin.matches("https?://[^*?]+")) trusted(origin);
      else findings.skip("cors", origin + " is a pattern or an app", "");
    }
    var answer = outside.preflight(place.api("/get-session"), STRANGER);
    var allowed = answer.header("access-control-allow-origin").orElse("");
    if (allowed.isEmpty()) {
      findings.ok("cors", "an untrusted origin is allowed nothing");
    } else {
      findings.fail(
          "cors",
          "an untrusted origin is allowed: " + allowed,
          "something in front adds CORS headers: take them out there");
    }
  }

  private void trusted(String origin) {
    var before = outside.preflight(place.api("/get-session"), origin);
    var answer = outside.get(place.api("/get-session"), "origin", origin);
    var values = answer.headers("access-control-allow-origin");
    boolean credentials =
        answer.header("access-control-allow-credentials").orElse("").equals("true");
    boolean preflight =
        before.status() < 300
            && before.header("access-control-allow-origin").orElse("").equals(origin);
    if (values.size() > 1) {
      findings.fail(
          "cors",
          origin + " gets two Access-Control-Allow-Origin, which browsers refuse",
          "take CORS out of the proxy: Holdfast answers for itself");
    } else if (!preflight || !credentials || !values.contains(origin)) {
      findings.fail(
          "cors",
          "%s: preflight %d, allowed origin %s, credentials %s"
              .formatted(origin, before.status(), values, credentials),
          "let the proxy pass OPTIONS and the Access-Control headers on unchanged");
    } else {
      findings.ok("cors", origin + " may call with cookies");
    }
  }
}
