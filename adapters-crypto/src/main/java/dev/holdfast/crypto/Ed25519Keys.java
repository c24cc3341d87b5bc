package dev.holdfast.crypto;

import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.token.Algorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** Ed25519 keys (RFC 8037), 32 bytes each part. */
final class Ed25519Keys implements KeyFamily {
  static final Ed25519Keys FAMILY = new Ed25519Keys();

  private static final int BYTES = 32;
  private static final String CURVE = "Ed25519";

  /** DER around the bare bytes: RFC 8410 §7 and §4. */
  private static final byte[] PRIVATE_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final Entropy entropy = new SecureEntropy();

  private Ed25519Keys() {}

  @Override
  public Pair generate(Algorithm algorithm) {
    var seed = entropy.bytes(BYTES);
    var point = new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
    var d = Base64Url.encode(seed);
    var x = Base64Url.encode(point);
    return new Pair(
        Jwk.of("crv", CURVE, "x", x, "kty", "OKP"),
        Jwk.of("crv", CURVE, "d", d, "x", x, "kty", "OKP"));
  }

  @Override
  public PublicKey publicKey(Jwk jwk) throws GeneralSecurityException {
    requireCurve(jwk);
    var encoded = concat(PUBLIC_PREFIX, jwk.bytes("x", BYTES));
    return factory().generatePublic(new X509EncodedKeySpec(encoded));
  }

  @Override
  public PrivateKey privateKey(Jwk jwk) throws GeneralSecurityException {
    requireCurve(jwk);
    var encoded = concat(PRIVATE_PREFIX, jwk.bytes("d", BYTES));
    return factory().generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  @Override
  public Optional<Algorithm> onlyAlgorithm(Jwk jwk) {
    return Optional.of(Algorithm.EDDSA);
  }

  private static void requireCurve(Jwk jwk) throws UnusableKey {
    if (!jwk.text("crv").equals(CURVE)) throw new UnusableKey("is on another curve");
  }

  private static KeyFactory factory() throws GeneralSecurityException {
    return KeyFactory.getInstance(CURVE, Ed25519Provider.INSTANCE);
  }

  private static byte[] concat(byte[] prefix, byte[] bytes) {
    var both = Arrays.copyOf(prefix, prefix.length + bytes.length);
    System.arraycopy(bytes, 0, both, prefix.length, bytes.length);
    return both;
  }
}
