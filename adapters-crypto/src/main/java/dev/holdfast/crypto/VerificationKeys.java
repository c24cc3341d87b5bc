package dev.holdfast.crypto;

import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.PublicJwk;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Published keys by their {@code kid}, in memory and by exact match (checklist 7.3). Each has one
 * algorithm, which no token can choose (7.1); weak and malformed keys are left out (7.17).
 */
public final class VerificationKeys {
  private final Map<String, Entry> byId;

  private VerificationKeys(Map<String, Entry> byId) {
    this.byId = Map.copyOf(byId);
  }

  /** A key and what it verifies. */
  record Entry(Algorithm algorithm, PublicKey key) {}

  public static VerificationKeys of(List<PublicJwk> published) {
    Map<String, Entry> byId = new HashMap<>();
    for (var jwk : published) {
      var id = jwk.members().get("kid");
      if (id != null) entry(new Jwk(jwk.members())).ifPresent(entry -> byId.put(id, entry));
    }
    return new VerificationKeys(byId);
  }

  Optional<Entry> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  private static Optional<Entry> entry(Jwk jwk) {
    try {
      var family = KeyFamily.of(jwk);
      var named = Algorithm.named(jwk.text("alg"));
      if (named.isEmpty() || !KeyFamily.of(named.get()).equals(family)) return Optional.empty();
      return Optional.of(new Entry(named.get(), family.publicKey(jwk)));
    } catch (GeneralSecurityException unusable) {
      return Optional.empty();
    }
  }
}
