package dev.holdfast.crypto;

import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.Claims;
import dev.holdfast.domain.token.KeyVault;
import dev.holdfast.domain.token.StoredKey;
import dev.holdfast.domain.token.TokenSigner;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.io.AbstractSerializer;
import io.jsonwebtoken.io.Serializer;
import io.jsonwebtoken.security.SignatureAlgorithm;
import java.io.IOException;
import java.io.OutputStream;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Map;

/**
 * Signs access tokens (RFC 7515 compact form) by jjwt. EdDSA and ES256 take well under a
 * millisecond and are signed on the caller's thread; RSA and ES512 on two threads of their own, so
 * that no signature waits behind password hashes and no request behind signatures.
 *
 * <p>Throws {@link Unavailable} of part {@code KEYS} for a key that does not open or does not fit
 * the algorithm, and when more signatures are asked for than can be made in two seconds.
 */
public final class JwtSigner implements TokenSigner, AutoCloseable {
  private static final int THREADS = 2;
  private static final int WAITING = 256;
  private static final Duration START_WITHIN = Duration.ofSeconds(2);

  private static final Serializer<Map<String, ?>> JSON =
      new AbstractSerializer<>() {
        @Override
        protected void doSerialize(Map<String, ?> header, OutputStream out) throws IOException {
          out.write(Json.bytes(header));
        }
      };

  private final OpenedKeys opened;
  private final BoundedPool heavy =
      new BoundedPool("token-signing", THREADS, WAITING, START_WITHIN);

  public JwtSigner(OpenedKeys opened) {
    this.opened = opened;
  }

  @Override
  public String sign(StoredKey key, Algorithm algorithm, Claims claims) {
    var privateKey = usable(key, algorithm);
    return switch (algorithm) {
      case EDDSA, ES256 -> signed(key, algorithm, privateKey, claims);
      case ES512, RS256, PS256 -> onOwnThread(key, algorithm, privateKey, claims);
    };
  }

  /** Ends the signing threads; signatures that were begun are finished. */
  @Override
  public void close() {
    heavy.close();
  }

  private PrivateKey usable(StoredKey key, Algorithm algorithm) {
    var result = opened.of(key);
    var privateKey = result.key();
    if (result.opening() == KeyVault.Opening.FAILED || privateKey == null) {
      throw Unavailable.keys("the key " + key.id().value() + " does not open");
    }
    if (!result.fits(algorithm)) {
      throw Unavailable.keys("the key " + key.id().value() + " is not for " + algorithm.wireName());
    }
    return privateKey;
  }

  private String onOwnThread(
      StoredKey key, Algorithm algorithm, PrivateKey privateKey, Claims claims) {
    try {
      return heavy.call(() -> signed(key, algorithm, privateKey, claims));
    } catch (BoundedPool.Refused refused) {
      throw Unavailable.keys("signing is at its limit: " + refused.refusal());
    }
  }

  private static String signed(
      StoredKey key, Algorithm algorithm, PrivateKey privateKey, Claims claims) {
    var builder = Jwts.builder();
    if (algorithm == Algorithm.EDDSA) builder.provider(Ed25519Provider.INSTANCE);
    return builder
        .json(JSON)
        .header()
        .add("alg", algorithm.wireName())
        .keyId(key.id().value())
        .and()
        .content(WireClaims.json(claims))
        .signWith(privateKey, jjwt(algorithm))
        .compact();
  }

  private static SignatureAlgorithm jjwt(Algorithm algorithm) {
    return switch (algorithm) {
      case EDDSA -> Jwts.SIG.EdDSA;
      case ES256 -> Jwts.SIG.ES256;
      case ES512 -> Jwts.SIG.ES512;
      case RS256 -> Jwts.SIG.RS256;
      case PS256 -> Jwts.SIG.PS256;
    };
  }
}
