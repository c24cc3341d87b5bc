package dev.holdfast.crypto;

import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.TokenExpectation;
import dev.holdfast.domain.token.TokenRefusal;
import dev.holdfast.domain.token.TokenVerifier;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks access tokens strictly (checklist 7.1 to 7.8, 7.16; RFC 8725): three canonical parts, a
 * known key with its own algorithm, no header that changes what the signature means, and the
 * expected issuer, audience and time. Neither asks a store nor throws.
 */
public final class JwtVerifier implements TokenVerifier {
  private static final int MOST_CHARACTERS = 8 * 1024;
  private static final int MOST_KEY_ID_CHARACTERS = 128;
  private static final int PARTS = 3;

  /** Extensions, compression, unencoded payloads, and keys that a token brings along. */
  private static final Set<String> FORBIDDEN =
      Set.of("crit", "zip", "b64", "enc", "jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256");

  private static final String ALL =
      Arrays.stream(Algorithm.values()).map(Algorithm::wireName).collect(Collectors.joining(" "));

  private final TokenExpectation expected;
  private final ClaimRules rules;
  private final InstantSource clock;
  private volatile VerificationKeys last = VerificationKeys.of(List.of());

  public JwtVerifier(TokenExpectation expected, InstantSource clock) {
    this.expected = expected;
    this.rules = new ClaimRules(expected);
    this.clock = clock;
  }

  @Override
  public Map<KeyId, Algorithm> usable(List<PublicJwk> keys) {
    return read(keys).algorithms();
  }

  @Override
  public Verdict verify(String token, List<PublicJwk> keys) {
    if (token.length() > MOST_CHARACTERS) return malformed("is larger than 8 KiB");
    var parts = token.split("\\.", PARTS + 1);
    if (parts.length != PARTS) return malformed("has not three parts");

    var header = Base64Url.decode(parts[0]).flatMap(Utf8::text).flatMap(Json::object);
    if (header.isEmpty()) return malformed("has no readable header");
    return verify(parts, header.get(), read(keys));
  }

  /** Parsed once for each list: whoever holds the keys gives the same one again. */
  private VerificationKeys read(List<PublicJwk> keys) {
    var known = last;
    if (known.areOf(keys)) return known;
    var read = VerificationKeys.of(keys);
    last = read;
    return read;
  }

  private Verdict verify(String[] parts, ObjectNode header, VerificationKeys keys) {
    var named = text(header, "alg");
    if (named == null) return malformed("names no algorithm");
    var algorithm = Algorithm.named(named);
    if (algorithm.isEmpty()) return algorithm("the algorithm is none that is taken", ALL, named);
    for (var name : FORBIDDEN) if (header.has(name)) return malformed("has the header " + name);
    if (header.has("typ") && !"JWT".equalsIgnoreCase(text(header, "typ"))) {
      return malformed("is of another type");
    }

    var id = text(header, "kid");
    if (id == null || id.isEmpty() || id.length() > MOST_KEY_ID_CHARACTERS) {
      return refused(unknownKey(keys, "the token names no key", null, parts[1]));
    }
    var key = keys.byId(id);
    if (key.isEmpty()) {
      return new Verdict.KeyNotAmongThem(
          unknownKey(keys, "the token names a key that is not known", id, parts[1]));
    }
    if (key.get().algorithm() != algorithm.get()) {
      return algorithm("the key is for another algorithm", key.get().algorithm().wireName(), named);
    }
    return verify(parts, key.get());
  }

  private Verdict verify(String[] parts, VerificationKeys.Entry key) {
    var signature = Base64Url.decode(parts[2]);
    if (signature.isEmpty()) return malformed("has a signature that is not canonical");
    var input = Utf8.bytes(parts[0] + "." + parts[1]);
    if (!JwsSignature.verifies(key.algorithm(), key.key(), input, signature.get())) {
      return refused(
          TokenRefusal.because(
                  Reason.TOKEN_SIGNATURE_INVALID, "the signature is not one of the named key")
              .hinting(origin(parts[1])));
    }
    var payload = Base64Url.decode(parts[1]).flatMap(Utf8::text);
    var claims = payload.flatMap(Json::object);
    if (claims.isEmpty()) return malformed("has no readable claims");
    return rules.judge(claims.get(), payload.get(), clock.instant());
  }

  private static Verdict algorithm(String why, String wanted, String named) {
    return refused(
        TokenRefusal.because(Reason.TOKEN_ALGORITHM_REFUSED, why)
            .comparing(wanted, Shown.of(named)));
  }

  private TokenRefusal unknownKey(
      VerificationKeys keys, String why, @Nullable String named, String payload) {
    return TokenRefusal.because(Reason.TOKEN_KEY_UNKNOWN, why)
        .comparing(Shown.of(keys.ids()), named == null ? null : Shown.of(named))
        .hinting(origin(payload));
  }

  /**
   * Whose token it may be. Nothing proves it, and it decides nothing; but whoever mixed up two
   * deployments sees it here.
   */
  private @Nullable String origin(String payload) {
    var claims = Base64Url.decode(payload).flatMap(Utf8::text).flatMap(Json::object);
    var issuer = claims.map(object -> text(object, "iss")).orElse(null);
    if (issuer == null) return null;
    return issuer.equals(expected.issuer())
        ? "the token names the expected issuer (unproven): the keys at hand may be another"
            + " deployment's"
        : "the token says (unproven) that it comes from " + Shown.of(issuer);
  }

  private static @Nullable String text(ObjectNode object, String name) {
    JsonNode value = object.get(name);
    return value != null && value.isString() ? value.stringValue() : null;
  }

  private static Verdict malformed(String why) {
    return refused(TokenRefusal.because(Reason.TOKEN_MALFORMED, "the token " + why));
  }

  private static Verdict refused(TokenRefusal refusal) {
    return new Verdict.Refused(refusal);
  }
}
