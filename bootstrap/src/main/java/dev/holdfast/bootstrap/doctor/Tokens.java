package dev.holdfast.bootstrap.doctor;

import dev.holdfast.bootstrap.explain.TokenWalk;
import dev.holdfast.bootstrap.report.Findings;
import dev.holdfast.bootstrap.report.Verdict;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.NearMiss;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.TokenPolicy;
import dev.holdfast.http.json.JsonValue;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A minted token, verified as an API does it: by the public key set, issuer and audience. */
final class Tokens {
  private final Place place;
  private final Outside outside;
  private final Findings findings;

  Tokens(Place place, Outside outside, Findings findings) {
    this.place = place;
    this.outside = outside;
    this.findings = findings;
  }

  void look(String cookie, Seen seen, @Nullable URI api) {
    var answer = outside.get(place.api("/token"), "cookie", cookie);
    var token = answer.object().flatMap(object -> object.member("token")).map(Answer::text);
    if (answer.status() != 200 || token.isEmpty()) {
      findings.fail("token", "none is given: " + answer.inWords(), "the server's log says why");
      return;
    }
    keys(seen.server("jwksUrl")).ifPresent(keys -> verify(token.get(), keys, seen));
    if (api != null) api(token.get(), api, seen);
  }

  private Optional<List<PublicJwk>> keys(String url) {
    if (!url.equals(place.url().jwksUrl())) {
      var near = NearMiss.between(place.url().jwksUrl(), url).map(how -> "; " + how).orElse("");
      findings.warn(
          "jwks url",
          "BETTER_AUTH_JWKS_URL is %s, and this server's keys lie at %s%s"
              .formatted(url, place.url().jwksUrl(), near),
          "unset it, unless something in front serves the keys there");
    }
    try {
      var answer = outside.get(URI.create(url));
      var keys = answer.object().flatMap(object -> object.member("keys"));
      if (answer.status() == 200 && keys.orElse(null) instanceof JsonValue.Array(var items)) {
        findings.ok("jwks url", url + " has " + items.size() + " keys");
        return Optional.of(items.stream().flatMap(item -> jwk(item).stream()).toList());
      }
      findings.fail(
          "jwks url",
          url + " answers " + answer.inWords(),
          "set BETTER_AUTH_JWKS_URL to where APIs reach it");
    } catch (UncheckedIOException | IllegalArgumentException nobody) {
      findings.fail(
          "jwks url",
          url + " cannot be reached: " + nobody,
          "set BETTER_AUTH_JWKS_URL to where APIs reach it");
    }
    return Optional.empty();
  }

  private static Optional<PublicJwk> jwk(JsonValue item) {
    if (!(item instanceof JsonValue.Obj object)) return Optional.empty();
    var members = new LinkedHashMap<String, String>();
    object.members().forEach((name, value) -> members.put(name, Answer.text(value)));
    return Optional.of(new PublicJwk(members));
  }

  private void verify(String token, List<PublicJwk> keys, Seen seen) {
    var audience = seen.serverList("audience");
    var expected =
        new TokenPolicy(
            seen.server("issuer"),
            audience.isEmpty() ? List.of("none") : audience,
            Duration.ofMinutes(15),
            Algorithm.EDDSA);
    var steps = new Findings();
    new TokenWalk(expected, InstantSource.system(), steps).take(token, keys, "");
    var failed = steps.all().stream().filter(one -> one.verdict() == Verdict.FAILED).toList();
    if (failed.isEmpty()) {
      findings.ok(
          "token",
          "verified by the public keys; issuer %s, audience %s"
              .formatted(seen.server("issuer"), String.join(", ", audience)));
    }
    for (var one : failed) findings.fail("token", one.what(), one.mend());
  }

  /** The API's own answer to a token that was good here. */
  private void api(String token, URI api, Seen seen) {
    var url = URI.create(api.toString().replaceAll("/+$", "") + "/api/verify");
    try {
      var answer = outside.get(url, "authorization", "Bearer " + token);
      if (answer.status() == 204 || answer.status() == 200) {
        findings.ok("api", api + " takes the token");
        return;
      }
      findings.fail(
          "api",
          "%s answers %s %s"
              .formatted(url, answer.inWords(), answer.header("www-authenticate").orElse("")),
          "there: BETTER_AUTH_ISSUER=%s BETTER_AUTH_AUDIENCE=%s BETTER_AUTH_JWKS_URL=%s"
              .formatted(
                  seen.server("issuer"),
                  String.join(",", seen.serverList("audience")),
                  seen.server("jwksUrl")));
    } catch (UncheckedIOException nobody) {
      findings.fail("api", url + " cannot be reached: " + nobody.getCause(), "look at --api");
    }
  }
}
