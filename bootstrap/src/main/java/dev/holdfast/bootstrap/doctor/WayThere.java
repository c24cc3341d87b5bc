package dev.holdfast.bootstrap.doctor;

import dev.holdfast.bootstrap.report.Findings;
import dev.holdfast.http.json.JsonValue;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The way to the server: reached, TLS, redirects, health, clock. */
final class WayThere {
  private static final Duration CERTIFICATE_LEFT = Duration.ofDays(14);
  private static final Duration CLOCK_TOLERATED = Duration.ofSeconds(5);
  private static final Duration CLOCK_LEEWAY = Duration.ofSeconds(60);

  private final Place place;
  private final Outside outside;
  private final Findings findings;

  WayThere(Place place, Outside outside, Findings findings) {
    this.place = place;
    this.outside = outside;
    this.findings = findings;
  }

  /** Whether anybody answers; if not, that is the only finding. */
  boolean reaches() {
    try {
      var answer = outside.get(place.api("/ok"));
      findings.ok(
          "reached",
          "%s answers in %d ms".formatted(place.url().origin(), answer.took().toMillis()));
      return true;
    } catch (UncheckedIOException nobody) {
      boolean tls = isOfTls(nobody.getCause());
      findings.fail(
          tls ? "tls" : "reached",
          place.url().origin() + ": " + nobody.getCause(),
          tls
              ? "the certificate must name the host and be signed by an authority that browsers"
                  + " know"
              : "look at DNS, firewall and proxy; on the machine itself: curl"
                  + " http://localhost:PORT/health/live");
      return false;
    }
  }

  private static boolean isOfTls(@Nullable Throwable cause) {
    if (cause == null) return false;
    return cause instanceof SSLException || isOfTls(cause.getCause());
  }

  void look() {
    tls();
    redirects();
    health();
  }

  private void tls() {
    if (!place.url().isSecure()) {
      if (place.url().isLoopback()) {
        findings.ok("tls", "none: plain http on this machine");
      } else {
        findings.fail(
            "tls", "plain http: passwords and cookies can be read on the way", "serve it by https");
      }
      return;
    }
    var session = outside.get(place.api("/ok")).response().sslSession();
    session.ifPresent(this::certificate);
  }

  private void certificate(SSLSession session) {
    try {
      if (!(session.getPeerCertificates()[0] instanceof X509Certificate certificate)) return;
      var end = certificate.getNotAfter().toInstant();
      var left = Duration.between(Instant.now(), end);
      var what = "%s, certificate until %s".formatted(session.getProtocol(), end);
      if (left.compareTo(CERTIFICATE_LEFT) < 0) {
        findings.warn("tls", what, "renew it: " + left.toDays() + " days are left");
      } else {
        findings.ok("tls", what);
      }
    } catch (SSLPeerUnverifiedException unverified) {
      findings.fail("tls", "the server showed no certificate", "serve it by https");
    }
  }

  private void redirects() {
    var answer = outside.get(place.api("/ok"));
    if (answer.status() >= 300 && answer.status() < 400) {
      findings.fail(
          "redirects",
          "%s is sent on to %s".formatted(place.api("/ok"), answer.header("location").orElse("?")),
          "let --url and BETTER_AUTH_URL be the address behind the redirect: it loses bodies and"
              + " cookies");
    } else if (answer.status() != 200 || !answer.body().contains("\"ok\"")) {
      findings.fail(
          "redirects",
          "%s answers %s, which is not Holdfast's answer"
              .formatted(place.api("/ok"), answer.inWords()),
          "the proxy must pass %s on unchanged, path included".formatted(place.url().basePath()));
    } else {
      findings.ok("redirects", "none");
    }
    if (place.url().isSecure()) plain();
  }

  /** Somebody who types the name without a scheme comes by http. */
  private void plain() {
    try {
      var answer = outside.get(URI.create("http://" + place.url().host() + "/"));
      var location = answer.header("location").orElse("");
      if (place.url().port() < 0 && answer.status() < 300) {
        findings.warn(
            "plain http",
            "is answered with " + answer.status() + " and no redirect",
            "let the proxy redirect http to https");
      } else {
        findings.ok("plain http", location.isEmpty() ? answer.inWords() : "goes to " + location);
      }
    } catch (UncheckedIOException closed) {
      findings.ok("plain http", "closed");
    }
  }

  private void health() {
    var answer = outside.get(place.root("/health/ready"));
    var checks = answer.object().flatMap(object -> object.member("checks"));
    var shown = new StringBuilder();
    if (checks.orElse(null) instanceof JsonValue.Obj all) {
      all.members()
          .forEach(
              (name, state) ->
                  shown.append(name).append(' ').append(Answer.text(state)).append("; "));
    }
    if (answer.status() == 404) {
      findings.skip("health", "the proxy does not pass /health/ready on", "");
    } else if (answer.status() != 200) {
      findings.fail(
          "health",
          answer.inWords() + " " + shown,
          "the failing check names its part; its log says why");
    } else if (shown.toString().contains("warning")) {
      findings.warn("health", shown.toString(), "the log names what the warning is about");
    } else {
      findings.ok("health", "ready: " + shown);
    }
    clock(answer);
  }

  private void clock(Answer answer) {
    var date = answer.header("date").flatMap(WayThere::moment);
    if (date.isEmpty()) {
      findings.skip("clock", "no Date header came", "");
      return;
    }
    // Its seconds are cut; half a second is the middle.
    var there = date.get().plusMillis(500);
    var here = answer.asked().plus(answer.took().dividedBy(2));
    var apart = Duration.between(here, there);
    var what = "the server's is %+d ms from this machine's".formatted(apart.toMillis());
    if (apart.abs().compareTo(CLOCK_LEEWAY) > 0) {
      findings.fail(
          "clock", what, "one of the two is wrong: set it by a time server, or tokens fail");
    } else if (apart.abs().compareTo(CLOCK_TOLERATED) > 0) {
      findings.warn("clock", what, "set both by a time server");
    } else {
      findings.ok("clock", what);
    }
  }

  private static Optional<Instant> moment(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException other) {
      return Optional.empty();
    }
  }
}
