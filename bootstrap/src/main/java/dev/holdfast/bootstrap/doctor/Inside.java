package dev.holdfast.bootstrap.doctor;

import dev.holdfast.bootstrap.report.Findings;
import dev.holdfast.domain.token.NearMiss;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server sees: the address that it takes for its own, the scheme and the host that arrive,
 * whom it takes for the caller, and what its fellow instances say.
 */
final class Inside {
  /** From a net that is for examples alone (RFC 5737): nobody calls from there. */
  private static final String MADE_UP = "203.0.113.77";

  private final Place place;
  private final Outside outside;
  private final @Nullable String token;
  private final Findings findings;

  Inside(Place place, Outside outside, @Nullable String token, Findings findings) {
    this.place = place;
    this.outside = outside;
    this.token = token;
    this.findings = findings;
  }

  /** Empty where the server tells nothing: what comes after needs it. */
  Optional<Seen> look() {
    if (token == null) {
      findings.fail(
          "probe",
          "no HOLDFAST_DOCTOR_TOKEN is set here, so the rest cannot be looked at",
          "set the same one for the server and for this command");
      return Optional.empty();
    }
    var answer = outside.get(probe(""), "authorization", "Bearer " + token);
    var seen = answer.object().map(Seen::new);
    if (answer.status() != 200 || seen.isEmpty()) {
      findings.fail(
          "probe",
          "/internal/doctor answers " + answer.inWords(),
          "set HOLDFAST_DOCTOR_TOKEN to the same text on the server, and let the proxy pass"
              + " /internal/doctor on");
      return Optional.empty();
    }
    findings.ok(
        "probe",
        "version %s, role %s, %s"
            .formatted(
                seen.get().server("version"),
                seen.get().server("role"),
                seen.get().server("mode")));
    publicUrl(seen.get());
    forwarded(seen.get());
    client(seen.get());
    instances(seen.get());
    return seen;
  }

  private URI probe(String path) {
    return place.root("/internal/doctor" + path);
  }

  private void publicUrl(Seen seen) {
    var configured = seen.server("url");
    var here = place.url().baseUrl();
    if (configured.equals(here)) {
      findings.ok("public url", configured);
      return;
    }
    var near = NearMiss.between(configured, here).map(how -> "; " + how).orElse("");
    findings.fail(
        "public url",
        "BETTER_AUTH_URL is %s and it is reached as %s%s".formatted(configured, here, near),
        "set BETTER_AUTH_URL to what browsers use: issuer, cookies and links follow from it");
  }

  /** The server takes neither from a header; a proxy that says otherwise is set up otherwise. */
  private void forwarded(Seen seen) {
    var headers = seen.headers();
    var scheme = headers.get("x-forwarded-proto");
    var host = headers.getOrDefault("x-forwarded-host", headers.getOrDefault("host", ""));
    var authority = place.url().origin().replaceFirst("^https?://", "");
    if (scheme != null && !scheme.equals(place.url().scheme())) {
      findings.warn(
          "forwarded scheme",
          "the proxy says %s, and it is reached by %s".formatted(scheme, place.url().scheme()),
          "let the proxy set X-Forwarded-Proto to the scheme of the browser's connection");
    } else {
      findings.ok("forwarded scheme", scheme == null ? "none is sent; none is needed" : scheme);
    }
    if (host.equals(authority)) {
      findings.ok("forwarded host", host);
    } else {
      findings.warn(
          "forwarded host",
          "%s arrives, and it is reached as %s".formatted(host, authority),
          "let the proxy pass the Host header on; links and cookies follow BETTER_AUTH_URL all the"
              + " same");
    }
  }

  private void client(Seen seen) {
    var spoofed =
        outside
            .get(probe(""), "authorization", "Bearer " + token, "x-forwarded-for", MADE_UP)
            .object()
            .map(Seen::new)
            .map(Seen::client)
            .orElse("");
    if (spoofed.equals(MADE_UP)) {
      findings.fail(
          "client address",
          "anybody can choose it: the server believed a made-up X-Forwarded-For",
          "let the proxy append the address of its own peer to X-Forwarded-For, and let"
              + " HOLDFAST_TRUSTED_PROXIES name proxies alone, not this machine (%s)"
                  .formatted(seen.peer()));
    } else if (seen.client().isEmpty()) {
      findings.warn(
          "client address",
          "unknown: the peer %s forwards and is not trusted".formatted(seen.peer()),
          "HOLDFAST_TRUSTED_PROXIES=" + seen.peer() + " if that is your proxy");
    } else if (seen.client().equals(seen.peer()) && forwards(seen)) {
      findings.warn(
          "client address",
          "every caller looks like " + seen.peer(),
          "let the proxy send X-Forwarded-For");
    } else {
      findings.ok("client address", seen.client());
    }
  }

  private static boolean forwards(Seen seen) {
    return seen.headers().keySet().stream().anyMatch(name -> !name.equals("host"));
  }

  private void instances(Seen seen) {
    var others = seen.serverList("instances");
    for (var one : seen.disagreements()) {
      findings.fail(
          "instances",
          "%s has another %s: %s here, %s there"
              .formatted(
                  Seen.text(one, "instance"),
                  Seen.text(one, "value"),
                  Seen.text(one, "mine"),
                  Seen.text(one, "theirs")),
          "give all instances the same value; holdfast fingerprint lists them");
    }
    if (seen.disagreements().isEmpty()) {
      findings.ok(
          "instances",
          others.isEmpty() ? "this one alone" : "agrees with " + String.join(", ", others));
    }
  }

  /** A user to sign in with; empty, and told, if there is none to be had. */
  Optional<Seen> borrowUser() {
    var answer = outside.post(probe("/add-user"), "{}", "authorization", "Bearer " + token);
    if (answer.status() == 200) return answer.object().map(Seen::new);
    findings.fail("user", "none is lent: " + answer.inWords(), "the server's log says why");
    return Optional.empty();
  }

  boolean returnUser(String email) {
    var body = new String(Json.write(new JsonObject().put("email", email)), StandardCharsets.UTF_8);
    return outside.post(probe("/remove-user"), body, "authorization", "Bearer " + token).status()
        == 200;
  }
}
