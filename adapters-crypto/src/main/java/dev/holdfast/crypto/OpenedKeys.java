package dev.holdfast.crypto;

import dev.holdfast.domain.secret.Sealer;
import dev.holdfast.domain.secret.Sealer.Opening;
import dev.holdfast.domain.secret.Sealer.Opening.Opened;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.KeyVault;
import dev.holdfast.domain.token.StoredKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Private keys that were opened, so that each sealed text is opened once; vault and signer share
 * it. A row whose text changes is another entry. Forgets everything when it has grown too large,
 * which no deployment reaches.
 */
public final class OpenedKeys {
  private static final int MOST = 256;
  private static final byte[] PROBE = "holdfast key check".getBytes(StandardCharsets.US_ASCII);

  private final Sealer sealer;
  private final Map<Row, Result> results = new ConcurrentHashMap<>();

  public OpenedKeys(Sealer sealer) {
    this.sealer = sealer;
  }

  /** What a result depends on. */
  private record Row(KeyId id, String publicKey, String privateKey, @Nullable String algorithm) {
    static Row of(StoredKey key) {
      return new Row(key.id(), key.publicKey(), key.privateKey(), key.algorithm());
    }

    @Override
    public String toString() {
      return "Row[" + id.value() + "]";
    }
  }

  /** The key is there unless the opening failed. */
  record Result(KeyVault.Opening opening, @Nullable PrivateKey key, Jwk publicJwk) {
    static final Result FAILED = new Result(KeyVault.Opening.FAILED, null, new Jwk(Map.of()));

    boolean fits(Algorithm algorithm) {
      try {
        return KeyFamily.of(publicJwk).equals(KeyFamily.of(algorithm));
      } catch (UnusableKey none) {
        return false;
      }
    }
  }

  Result of(StoredKey key) {
    var row = Row.of(key);
    var known = results.get(row);
    if (known != null) return known;

    if (results.size() >= MOST) results.clear();
    var opened = open(key);
    results.put(row, opened);
    return opened;
  }

  /** The private JWK's text, and whether it needs no resealing; empty if no secret opens it. */
  Optional<Opened> privateText(StoredKey key) {
    var column = key.privateKey();
    // The reference with disablePrivateKeyEncryption stores the JWK bare. It opens, and a reference
    // beside us may go on in that way, so that it is left as it is: current.
    if (column.startsWith("{")) return Optional.of(new Opened(column, true));
    return Json.string(column).map(sealer::open).flatMap(OpenedKeys::opened);
  }

  private static Optional<Opened> opened(Opening opening) {
    return opening instanceof Opened opened ? Optional.of(opened) : Optional.empty();
  }

  private Result open(StoredKey key) {
    return privateText(key).map(opened -> usable(key, opened)).orElse(Result.FAILED);
  }

  private static Result usable(StoredKey key, Opened opened) {
    try {
      var publicJwk = Jwk.parse(key.publicKey());
      var privateKey = checked(key.algorithm(), publicJwk, Jwk.parse(opened.plaintext()));
      return new Result(
          opened.current() ? KeyVault.Opening.CURRENT : KeyVault.Opening.PREVIOUS,
          privateKey,
          publicJwk);
    } catch (GeneralSecurityException unusable) {
      return Result.FAILED;
    }
  }

  /** One signature proves that the two halves belong together, and that the key can sign at all. */
  private static PrivateKey checked(@Nullable String stored, Jwk publicJwk, Jwk privateJwk)
      throws GeneralSecurityException {
    var family = KeyFamily.of(publicJwk);
    if (!family.equals(KeyFamily.of(privateJwk))) throw new UnusableKey("has halves of two kinds");
    var algorithm = algorithm(stored, family, publicJwk);
    var publicKey = family.publicKey(publicJwk);
    var privateKey = family.privateKey(privateJwk);
    var signature = JwsSignature.sign(algorithm, privateKey, PROBE);
    if (!JwsSignature.verifies(algorithm, publicKey, PROBE, signature)) {
      throw new UnusableKey("has halves that do not belong together");
    }
    return privateKey;
  }

  private static Algorithm algorithm(@Nullable String stored, KeyFamily family, Jwk jwk)
      throws UnusableKey {
    if (stored == null) return family.onlyAlgorithm(jwk).orElse(Algorithm.RS256);
    var algorithm = Algorithm.named(stored).orElseThrow(() -> new UnusableKey("has no algorithm"));
    if (!KeyFamily.of(algorithm).equals(family))
      throw new UnusableKey("is of another kind than said");
    return algorithm;
  }
}
