package dev.holdfast.application.testing;

import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.Claims;
import dev.holdfast.domain.token.KeyVault;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.StoredKey;
import dev.holdfast.domain.token.TokenSigner;
import java.util.List;
import java.util.Map;

/** A vault that seals by writing the secret's name beside the key, and signs by naming the key. */
public final class GlassVault implements KeyVault, TokenSigner {
  private final String current;
  private final List<String> previous;

  public GlassVault(String current, String... previous) {
    this.current = current;
    this.previous = List.of(previous);
  }

  @Override
  public StoredKey generate(NewKey wanted) {
    return new StoredKey(
        wanted.id(),
        "{\"kty\":\"OKP\"}",
        current + ":" + wanted.id().value(),
        wanted.createdAt(),
        wanted.expiresAt(),
        wanted.algorithm().wireName(),
        "Ed25519",
        wanted.activeFrom());
  }

  @Override
  public Opening open(StoredKey key) {
    var secret = key.privateKey().split(":", 2)[0];
    if (secret.equals(current)) return Opening.CURRENT;
    return previous.contains(secret) ? Opening.PREVIOUS : Opening.FAILED;
  }

  @Override
  public String reseal(StoredKey key) {
    return current + ":" + key.id().value();
  }

  @Override
  public PublicJwk publicJwk(StoredKey key, Algorithm whereNoneIsStored) {
    return new PublicJwk(Map.of("kid", key.id().value()));
  }

  @Override
  public String sign(StoredKey key, Algorithm algorithm, Claims claims) {
    return algorithm.wireName()
        + "."
        + key.id().value()
        + "."
        + claims.user().id().value()
        + "."
        + claims.issuedAt();
  }
}
