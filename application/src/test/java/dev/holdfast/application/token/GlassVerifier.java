package dev.holdfast.application.token;

import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.TokenRefusal;
import dev.holdfast.domain.token.TokenVerifier;
import dev.holdfast.domain.token.VerifiedToken;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes every token whose text is the name of a key at hand; a key named {@code weak} is none. */
final class GlassVerifier implements TokenVerifier {
  static PublicJwk key(String id) {
    return new PublicJwk(Map.of("kid", id));
  }

  @Override
  public Verdict verify(String token, List<PublicJwk> keys) {
    if (token.isEmpty()) {
      return new Verdict.Refused(TokenRefusal.because(Reason.TOKEN_MALFORMED, "is empty"));
    }
    return keys.contains(key(token))
        ? new Verdict.Good(new VerifiedToken(token, Instant.MAX, Map.of(), "{}"))
        : new Verdict.KeyNotAmongThem(TokenRefusal.because(Reason.TOKEN_KEY_UNKNOWN, token));
  }

  @Override
  public Map<KeyId, Algorithm> usable(List<PublicJwk> keys) {
    Map<KeyId, Algorithm> usable = new HashMap<>();
    for (var key : keys) {
      var id = key.members().getOrDefault("kid", "");
      if (!id.equals("weak")) usable.put(new KeyId(id), Algorithm.EDDSA);
    }
    return usable;
  }
}
