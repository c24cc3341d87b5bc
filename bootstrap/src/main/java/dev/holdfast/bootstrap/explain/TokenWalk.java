package dev.holdfast.bootstrap.explain;

import dev.holdfast.bootstrap.report.Findings;
import dev.holdfast.crypto.JwtVerifier;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.token.NearMiss;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.TokenExpectation;
import dev.holdfast.domain.token.TokenPolicy;
import dev.holdfast.domain.token.TokenRefusal;
import dev.holdfast.domain.token.TokenVerifier.Verdict;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonValue;
import dev.holdfast.http.json.MalformedJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps that an access token goes through: form, algorithm, key, signature, times, issuer,
 * audience. All that can be looked at is, also behind the first that fails: without keys the claims
 * still tell what differs.
 */
public final class TokenWalk {
  /** As verifiers allow it. */
  private static final Duration LEEWAY = Duration.ofSeconds(60);

  private final TokenPolicy expected;
  private final InstantSource clock;
  private final Findings findings;

  public TokenWalk(TokenPolicy expected, InstantSource clock, Findings findings) {
    this.expected = expected;
    this.clock = clock;
    this.findings = findings;
  }

  /**
   * Takes the steps.
   *
   * @param keys those that are published; null where they cannot be looked at
   * @param whyNoKeys where they are null
   */
  public void take(String token, @Nullable List<PublicJwk> keys, String whyNoKeys) {
    var parts = token.split("\\.", -1);
    var header = parts.length == 3 ? object(parts[0]) : Optional.<JsonValue.Obj>empty();
    var claims = parts.length == 3 ? object(parts[1]) : Optional.<JsonValue.Obj>empty();
    if (header.isEmpty() || claims.isEmpty()) {
      findings.fail(
          "form", "not three parts of base64url and JSON", Mending.of(Reason.TOKEN_MALFORMED));
      return;
    }
    findings.ok(
        "form",
        "alg %s, kid %s, sub %s"
            .formatted(
                text(header.get(), "alg"), text(header.get(), "kid"), text(claims.get(), "sub")));
    boolean judged = signature(token, keys, whyNoKeys);
    times(claims.get());
    compare("issuer", Reason.TOKEN_ISSUER_MISMATCH, List.of(expected.issuer()), claims.get());
    compare("audience", Reason.TOKEN_AUDIENCE_MISMATCH, expected.audience(), claims.get());
    if (judged) findings.ok("signature", "made by a key that is published");
  }

  /**
   * Whether the verifier got past it; the verifier's own verdict on claims is told step by step.
   */
  private boolean signature(String token, @Nullable List<PublicJwk> keys, String whyNoKeys) {
    if (keys == null) {
      findings.skip("signature", whyNoKeys, "");
      return false;
    }
    var verdict = new JwtVerifier(TokenExpectation.of(expected), clock).verify(token, keys);
    return switch (verdict) {
      case Verdict.Good _ -> true;
      case Verdict.KeyNotAmongThem(var refusal) -> failed(refusal);
      case Verdict.Refused(var refusal) ->
          switch (refusal.reason()) {
            case TOKEN_EXPIRED,
                TOKEN_NOT_YET_VALID,
                TOKEN_ISSUER_MISMATCH,
                TOKEN_AUDIENCE_MISMATCH ->
                true;
            default -> failed(refusal);
          };
    };
  }

  private boolean failed(TokenRefusal refusal) {
    findings.fail(
        "signature", refusal.reason().code() + ": " + refusal.why(), Mending.of(refusal.reason()));
    return false;
  }

  private void times(JsonValue.Obj claims) {
    var now = clock.instant();
    var end = moment(claims, "exp");
    var start = moment(claims, "nbf").or(() -> moment(claims, "iat"));
    if (end.isEmpty()) {
      findings.fail("times", "it has no end", Mending.of(Reason.TOKEN_MALFORMED));
    } else if (!now.isBefore(end.get().plus(LEEWAY))) {
      findings.fail(
          "times",
          "expired %s ago, at %s".formatted(ago(end.get(), now), end.get()),
          Mending.of(Reason.TOKEN_EXPIRED));
    } else if (start.isPresent() && start.get().isAfter(now.plus(LEEWAY))) {
      findings.fail(
          "times",
          "valid from %s, and it is %s here".formatted(start.get(), now),
          Mending.of(Reason.TOKEN_NOT_YET_VALID));
    } else {
      findings.ok("times", "ends at " + end.get());
    }
  }

  private static String ago(Instant then, Instant now) {
    return Duration.between(then, now).toSeconds() + " s";
  }

  private void compare(String step, Reason reason, List<String> wanted, JsonValue.Obj claims) {
    var actual = texts(claims, step.equals("issuer") ? "iss" : "aud");
    if (actual.stream().anyMatch(wanted::contains)) {
      findings.ok(step, String.join(", ", actual));
      return;
    }
    var near =
        actual.isEmpty() ? "" : NearMiss.between(wanted.getFirst(), actual.getFirst()).orElse("");
    findings.fail(
        step,
        "%s: expected %s, the token says %s%s"
            .formatted(
                reason.code(),
                String.join(", ", wanted),
                actual.isEmpty() ? "nothing" : String.join(", ", actual),
                near.isEmpty() ? "" : "; " + near),
        Mending.of(reason));
  }

  private static Optional<JsonValue.Obj> object(String part) {
    try {
      return Json.read(Base64.getUrlDecoder().decode(part)) instanceof JsonValue.Obj object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IllegalArgumentException | MalformedJson unreadable) {
      return Optional.empty();
    }
  }

  private static String text(JsonValue.Obj object, String name) {
    return object.member(name).orElse(null) instanceof JsonValue.Text(var value) ? value : "none";
  }

  private static List<String> texts(JsonValue.Obj object, String name) {
    return switch (object.member(name).orElse(null)) {
      case JsonValue.Text(var text) -> List.of(text);
      case JsonValue.Array(var items) ->
          items.stream()
              .filter(JsonValue.Text.class::isInstance)
              .map(item -> ((JsonValue.Text) item).value())
              .toList();
      case null, default -> List.of();
    };
  }

  private static Optional<Instant> moment(JsonValue.Obj claims, String name) {
    return claims.member(name).orElse(null) instanceof JsonValue.Num(var digits)
            && digits.matches("\\d{1,12}")
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(digits)))
        : Optional.empty();
  }
}
