package dev.holdfast.crypto;

import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.token.Algorithm;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks access tokens strictly (checklist 7.1 to 7.8, 7.16; RFC 8725): three canonical parts, a
 * known key with its own algorithm, no header that changes what the signature means, and the
 * expected issuer, audience and time. Neither asks a store nor throws.
 */
public final class JwtVerifier {
  private static final int MOST_CHARACTERS = 8 * 1024;
  private static final int MOST_KEY_ID_CHARACTERS = 128;
  private static final int PARTS = 3;

  /** Extensions, compression, unencoded payloads, and keys that a token brings along. */
  private static final Set<String> FORBIDDEN =
      Set.of("crit", "zip", "b64", "enc", "jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256");

  private final VerificationKeys keys;
  private final ClaimRules rules;
  private final InstantSource clock;

  public JwtVerifier(VerificationKeys keys, Expected expected, InstantSource clock) {
    this.keys = keys;
    this.rules = new ClaimRules(expected);
    this.clock = clock;
  }

  /** What a token must say; one of the audience is enough. */
  public record Expected(String issuer, List<String> audience) {
    public Expected {
      audience = List.copyOf(audience);
    }
  }

  /** What became of a token. */
  public sealed interface Verdict {
    /** {@code claims} is the token's payload as JSON text. */
    record Good(String subject, String claims) implements Verdict {
      @Override
      public String toString() {
        return "Good[hidden]";
      }
    }

    /** For issuer and audience, what was expected and what the token said. */
    record Refused(Reason reason, String why, @Nullable String expected, @Nullable String actual)
        implements Verdict {
      static Refused because(Reason reason, String why) {
        return new Refused(reason, why, null, null);
      }
    }
  }

  public Verdict verify(String token) {
    if (token.length() > MOST_CHARACTERS) return malformed("is larger than 8 KiB");
    var parts = token.split("\\.", PARTS + 1);
    if (parts.length != PARTS) return malformed("has not three parts");

    var header = Base64Url.decode(parts[0]).flatMap(Utf8::text).flatMap(Json::object);
    if (header.isEmpty()) return malformed("has no readable header");
    return verify(parts, header.get());
  }

  private Verdict verify(String[] parts, ObjectNode header) {
    var named = text(header, "alg");
    if (named == null) return malformed("names no algorithm");
    var algorithm = Algorithm.named(named);
    if (algorithm.isEmpty()) return refused(Reason.TOKEN_ALGORITHM_REFUSED, "algorithm unknown");
    for (var name : FORBIDDEN) if (header.has(name)) return malformed("has the header " + name);
    if (header.has("typ") && !"JWT".equalsIgnoreCase(text(header, "typ"))) {
      return malformed("is of another type");
    }

    var id = text(header, "kid");
    if (id == null || id.length() > MOST_KEY_ID_CHARACTERS) {
      return refused(Reason.TOKEN_KEY_UNKNOWN, "names no key");
    }
    var key = keys.byId(id);
    if (key.isEmpty()) return refused(Reason.TOKEN_KEY_UNKNOWN, "names a key that is not known");
    if (key.get().algorithm() != algorithm.get()) {
      return refused(Reason.TOKEN_ALGORITHM_REFUSED, "the key is for another algorithm");
    }
    return verify(parts, key.get());
  }

  private Verdict verify(String[] parts, VerificationKeys.Entry key) {
    var signature = Base64Url.decode(parts[2]);
    if (signature.isEmpty()) return malformed("has a signature that is not canonical");
    var input = Utf8.bytes(parts[0] + "." + parts[1]);
    if (!JwsSignature.verifies(key.algorithm(), key.key(), input, signature.get())) {
      return refused(Reason.TOKEN_SIGNATURE_INVALID, "the signature does not verify");
    }
    var payload = Base64Url.decode(parts[1]).flatMap(Utf8::text);
    var claims = payload.flatMap(Json::object);
    if (claims.isEmpty()) return malformed("has no readable claims");
    return rules.judge(claims.get(), payload.get(), clock.instant());
  }

  private static @Nullable String text(ObjectNode object, String name) {
    JsonNode value = object.get(name);
    return value != null && value.isString() ? value.stringValue() : null;
  }

  private static Verdict malformed(String why) {
    return refused(Reason.TOKEN_MALFORMED, "the token " + why);
  }

  private static Verdict refused(Reason reason, String why) {
    return Verdict.Refused.because(reason, why);
  }
}
