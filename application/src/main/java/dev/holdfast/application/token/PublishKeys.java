package dev.holdfast.application.token;

import dev.holdfast.domain.InvalidValue;
import dev.holdfast.domain.token.KeyVault;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.StoredKey;
import java.util.List;
import java.util.Optional;

/** The public halves of all keys whose tokens may still be about, from memory (RFC 7517 §5). */
public final class PublishKeys {
  private final SigningKeys keys;
  private final KeyVault vault;

  public PublishKeys(SigningKeys keys, KeyVault vault) {
    this.keys = keys;
    this.vault = vault;
  }

  public List<PublicJwk> execute() {
    return keys.published().stream().map(this::publicJwk).flatMap(Optional::stream).toList();
  }

  /** A row that holds no JWK is left out; the others must not suffer for it. */
  private Optional<PublicJwk> publicJwk(StoredKey key) {
    try {
      return Optional.of(vault.publicJwk(key, keys.algorithmOf(key)));
    } catch (InvalidValue notAKey) {
      return Optional.empty();
    }
  }
}
