package dev.holdfast.crypto;

import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.token.NearMiss;
import dev.holdfast.domain.token.TokenExpectation;
import dev.holdfast.domain.token.TokenRefusal;
import dev.holdfast.domain.token.TokenVerifier.Verdict;
import dev.holdfast.domain.token.VerifiedToken;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final TokenExpectation expected;

  ClaimRules(TokenExpectation expected) {
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
        .<Verdict>map(Verdict.Refused::new)
        .orElseGet(() -> new Verdict.Good(good(subject.stringValue(), times.get(), claims, json)));
  }

  private static VerifiedToken good(String subject, Times times, ObjectNode claims, String json) {
    Map<String, String> values = new HashMap<>();
    claims.forEachEntry(
        (name, value) -> {
          if (value.isString() || value.isBoolean() || value.isIntegralNumber()) {
            values.put(name, value.asString());
          }
        });
    return new VerifiedToken(subject, times.end(), values, json);
  }

  private static boolean isSubject(JsonNode subject) {
    return subject.isString()
        && !subject.stringValue().isEmpty()
        && subject.stringValue().length() <= MOST_SUBJECT_CHARACTERS;
  }

  private Optional<TokenRefusal> issuerRefusal(ObjectNode claims) {
    var issuer = claims.get("iss");
    if (issuer != null && issuer.isString() && issuer.stringValue().equals(expected.issuer())) {
      return Optional.empty();
    }
    return Optional.of(
        TokenRefusal.because(
                Reason.TOKEN_ISSUER_MISMATCH,
                issuer == null ? "the token names no issuer" : "the issuer differs")
            .comparing(expected.issuer(), shown(issuer))
            .hinting(nearMiss(List.of(expected.issuer()), texts(issuer))));
  }

  private Optional<TokenRefusal> audienceRefusal(ObjectNode claims) {
    var audience = claims.get("aud");
    var named = texts(audience);
    if (!Collections.disjoint(named, expected.audience())) return Optional.empty();
    return Optional.of(
        TokenRefusal.because(
                Reason.TOKEN_AUDIENCE_MISMATCH,
                audience == null ? "the token names no audience" : "the audience differs")
            .comparing(Shown.of(String.join(" ", expected.audience())), shown(audience))
            .hinting(nearMiss(expected.audience(), named)));
  }

  private static @Nullable String nearMiss(List<String> wanted, List<String> named) {
    return wanted.stream()
        .flatMap(one -> named.stream().map(other -> NearMiss.between(one, other)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
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
    if (value == null) return "";
    return Shown.of(value.isString() ? value.stringValue() : value.toString());
  }

  private static Verdict malformed(String why) {
    return new Verdict.Refused(TokenRefusal.because(Reason.TOKEN_MALFORMED, "the token " + why));
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

    Optional<TokenRefusal> refusal(Instant now) {
      if (!now.isBefore(end.plus(LEEWAY))) {
        return Optional.of(
            timed(Reason.TOKEN_EXPIRED, "the end has passed")
                .comparing("an end after " + seconds(now.minus(LEEWAY)), seconds(end))
                .hinting("it ended %d s ago".formatted(Duration.between(end, now).toSeconds())));
      }
      return ahead("nbf", notBefore, now).or(() -> ahead("iat", issuedAt, now));
    }

    private static Optional<TokenRefusal> ahead(
        String claim, @Nullable Instant start, Instant now) {
      if (start == null || !start.isAfter(now.plus(LEEWAY))) return Optional.empty();
      return Optional.of(
          timed(Reason.TOKEN_NOT_YET_VALID, "the start is ahead (" + claim + ")")
              .comparing("a start before " + seconds(now.plus(LEEWAY)), seconds(start))
              .hinting(
                  "it is %d s ahead: the clock of the issuer or of this machine may be wrong"
                      .formatted(Duration.between(now, start).toSeconds())));
    }

    private static TokenRefusal timed(Reason reason, String why) {
      return TokenRefusal.because(reason, why + ", beyond a leeway of 60 s");
    }

    private static String seconds(Instant moment) {
      return moment.truncatedTo(ChronoUnit.SECONDS).toString();
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
