package dev.holdfast.crypto;

import dev.holdfast.domain.secret.Sealer;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyVault;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.StoredKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Key pairs in the form of the reference's {@code jwks} table (protocol jwt-and-jwks §1, §2): two
 * JWKs as JSON text, the private one sealed and written as a JSON string literal.
 *
 * <p>A private key that is stored unsealed counts as current and is never sealed unasked.
 */
public final class JwkKeyVault implements KeyVault {
  private final Sealer sealer;
  private final OpenedKeys opened;

  public JwkKeyVault(Sealer sealer, OpenedKeys opened) {
    this.sealer = sealer;
    this.opened = opened;
  }

  @Override
  public StoredKey generate(NewKey wanted) {
    var pair = KeyFamily.of(wanted.algorithm()).generate(wanted.algorithm());
    return new StoredKey(
        wanted.id(),
        pair.publicJwk().json(),
        column(pair.privateJwk().json()),
        wanted.createdAt(),
        wanted.expiresAt(),
        wanted.algorithm().wireName(),
        pair.publicJwk().members().get("crv"),
        wanted.activeFrom());
  }

  @Override
  public Opening open(StoredKey key) {
    return opened.of(key).opening();
  }

  /**
   * @throws IllegalArgumentException if no secret opens the key
   */
  @Override
  public String reseal(StoredKey key) {
    return opened
        .privateText(key)
        .map(text -> column(text.plaintext()))
        .orElseThrow(() -> new IllegalArgumentException("no secret opens " + key));
  }

  /**
   * @throws IllegalArgumentException if the public key is no JWK
   */
  @Override
  public PublicJwk publicJwk(StoredKey key, Algorithm whereNoneIsStored) {
    Map<String, String> members = new LinkedHashMap<>();
    var stored = key.algorithm();
    members.put("alg", stored == null ? whereNoneIsStored.wireName() : stored);
    if (key.curve() != null) members.put("crv", key.curve());
    members.putAll(publicMembers(key));
    members.put("kid", key.id().value());
    return new PublicJwk(members);
  }

  private static Map<String, String> publicMembers(StoredKey key) {
    try {
      return Jwk.parse(key.publicKey()).publicMembers();
    } catch (UnusableKey malformed) {
      throw new IllegalArgumentException("no public key in " + key, malformed);
    }
  }

  private String column(String privateJwk) {
    return Json.text(sealer.seal(privateJwk));
  }
}
