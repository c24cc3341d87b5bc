package dev.holdfast.crypto;

import dev.holdfast.crypto.JwtVerifier.Expected;
import dev.holdfast.crypto.JwtVerifier.Verdict;
import dev.holdfast.crypto.JwtVerifier.Verdict.Refused;
import dev.holdfast.domain.platform.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the claims of a well-signed token must say (checklist 7.6, 7.7). */
final class ClaimRules {
  /** How far the clocks of issuer and verifier may be apart. */
  private static final Duration LEEWAY = Duration.ofSeconds(60);

  /** 9999-12-31: beyond it nobody means a moment. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private static final int MOST_SUBJECT_CHARACTERS = 255;

  private final Expected expected;

  ClaimRules(Expected expected) {
    this.expected = expected;
  }

  Verdict judge(ObjectNode claims, String json, Instant now) {
    var times = Times.read(claims);
    if (times.isEmpty()) return malformed("has times that are no whole seconds, or no end");
    var subject = claims.get("sub");
    if (subject == null || !isSubject(subject)) return malformed("has no subject");
    return times
        .get()
        .refusal(now)
        .or(() -> issuerRefusal(claims))
        .or(() -> audienceRefusal(claims))
        .<Verdict>map(refused -> refused)
        .orElseGet(() -> new Verdict.Good(subject.stringValue(), json));
  }

  private static boolean isSubject(JsonNode subject) {
    return subject.isString()
        && !subject.stringValue().isEmpty()
        && subject.stringValue().length() <= MOST_SUBJECT_CHARACTERS;
  }

  private Optional<Refused> issuerRefusal(ObjectNode claims) {
    var issuer = claims.get("iss");
    if (issuer != null && issuer.isString() && issuer.stringValue().equals(expected.issuer())) {
      return Optional.empty();
    }
    return Optional.of(
        new Refused(
            Reason.TOKEN_ISSUER_MISMATCH, "the issuer differs", expected.issuer(), shown(issuer)));
  }

  private Optional<Refused> audienceRefusal(ObjectNode claims) {
    var audience = claims.get("aud");
    var named = texts(audience);
    if (!Collections.disjoint(named, expected.audience())) return Optional.empty();
    return Optional.of(
        new Refused(
            Reason.TOKEN_AUDIENCE_MISMATCH,
            "the audience differs",
            String.join(" ", expected.audience()),
            shown(audience)));
  }

  /** A string, or an array of nothing but strings (RFC 7519 §4.1.3). */
  private static List<String> texts(@Nullable JsonNode value) {
    if (value == null) return List.of();
    if (value.isString()) return List.of(value.stringValue());
    if (!value.isArray()) return List.of();
    List<String> texts = new ArrayList<>();
    for (var element : value) {
      if (!element.isString()) return List.of();
      texts.add(element.stringValue());
    }
    return texts;
  }

  private static String shown(@Nullable JsonNode value) {
    return value == null ? "" : value.isString() ? value.stringValue() : value.toString();
  }

  private static Verdict malformed(String why) {
    return Refused.because(Reason.TOKEN_MALFORMED, "the token " + why);
  }

  /** The moments of a token; those that it does not name are null. */
  private record Times(Instant end, @Nullable Instant notBefore, @Nullable Instant issuedAt) {
    static Optional<Times> read(ObjectNode claims) {
      for (var name : List.of("exp", "nbf", "iat")) {
        if (claims.has(name) && !isSecond(claims.get(name))) return Optional.empty();
      }
      var end = moment(claims, "exp");
      if (end == null) return Optional.empty();
      var issuedAt = moment(claims, "iat");
      if (issuedAt != null && end.isBefore(issuedAt)) return Optional.empty();
      return Optional.of(new Times(end, moment(claims, "nbf"), issuedAt));
    }

    Optional<Refused> refusal(Instant now) {
      if (!now.isBefore(end.plus(LEEWAY))) {
        return Optional.of(Refused.because(Reason.TOKEN_EXPIRED, "the end has passed"));
      }
      if (isAhead(notBefore, now) || isAhead(issuedAt, now)) {
        return Optional.of(Refused.because(Reason.TOKEN_NOT_YET_VALID, "the start is ahead"));
      }
      return Optional.empty();
    }

    private static boolean isAhead(@Nullable Instant start, Instant now) {
      return start != null && start.isAfter(now.plus(LEEWAY));
    }

    private static @Nullable Instant moment(ObjectNode claims, String name) {
      var value = claims.get(name);
      return value == null ? null : Instant.ofEpochSecond(value.longValue());
    }

    private static boolean isSecond(@Nullable JsonNode value) {
      return value != null
          && value.isIntegralNumber()
          && value.canConvertToLong()
          && value.longValue() >= 0
          && value.longValue() <= LAST_SECOND;
    }
  }
}
