package dev.holdfast.crypto;

import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.PublicJwk;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Published keys by their {@code kid}, in memory and by exact match (checklist 7.3). Each has one
 * algorithm, which no token can choose (7.1); weak and malformed keys, and those that are published
 * for another use than signatures, are left out (7.17).
 */
public final class VerificationKeys {
  /** {@code use} of RFC 7517 §4.2. */
  private static final String SIGNATURES = "sig";

  private final List<PublicJwk> published;
  private final Map<String, Entry> byId;

  private VerificationKeys(List<PublicJwk> published, Map<String, Entry> byId) {
    this.published = List.copyOf(published);
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
    return new VerificationKeys(published, byId);
  }

  /** Whether these were read from that list. */
  boolean areOf(List<PublicJwk> others) {
    return published.equals(others);
  }

  Set<String> ids() {
    return byId.keySet();
  }

  Map<KeyId, Algorithm> algorithms() {
    Map<KeyId, Algorithm> algorithms = new HashMap<>();
    byId.forEach((id, entry) -> algorithms.put(new KeyId(id), entry.algorithm()));
    return algorithms;
  }

  Optional<Entry> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  private static Optional<Entry> entry(Jwk jwk) {
    try {
      if (!jwk.members().getOrDefault("use", SIGNATURES).equals(SIGNATURES))
        return Optional.empty();
      var family = KeyFamily.of(jwk);
      var algorithm = algorithm(jwk, family);
      if (algorithm.isEmpty() || !KeyFamily.of(algorithm.get()).equals(family)) {
        return Optional.empty();
      }
      return Optional.of(new Entry(algorithm.get(), family.publicKey(jwk)));
    } catch (GeneralSecurityException unusable) {
      return Optional.empty();
    }
  }

  /** RFC 7517 §4.4 leaves it out where it likes; then a key is for what keys of its kind do. */
  private static Optional<Algorithm> algorithm(Jwk jwk, KeyFamily family) {
    var named = jwk.members().get("alg");
    if (named != null) return Algorithm.named(named);
    return Optional.of(family.onlyAlgorithm(jwk).orElse(Algorithm.RS256));
  }
}
