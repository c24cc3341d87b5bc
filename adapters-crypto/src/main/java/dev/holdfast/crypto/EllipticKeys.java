package dev.holdfast.crypto;

import dev.holdfast.domain.token.Algorithm;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Optional;

/** Keys on the NIST curves P-256 and P-521 (RFC 7518 §6.2), from the JDK. */
final class EllipticKeys implements KeyFamily {
  static final EllipticKeys P_256 = new EllipticKeys("P-256", "secp256r1", 32, Algorithm.ES256);
  static final EllipticKeys P_521 = new EllipticKeys("P-521", "secp521r1", 66, Algorithm.ES512);

  private final String name;
  private final int bytes;
  private final Algorithm algorithm;
  private final ECParameterSpec curve;

  private EllipticKeys(String name, String jdkName, int bytes, Algorithm algorithm) {
    this.name = name;
    this.bytes = bytes;
    this.algorithm = algorithm;
    this.curve =
        Jca.always(
            () -> {
              var parameters = AlgorithmParameters.getInstance("EC");
              parameters.init(new ECGenParameterSpec(jdkName));
              return parameters.getParameterSpec(ECParameterSpec.class);
            });
  }

  static EllipticKeys onCurve(String name) throws UnusableKey {
    return switch (name) {
      case "P-256" -> P_256;
      case "P-521" -> P_521;
      default -> throw new UnusableKey("is on another curve");
    };
  }

  @Override
  public Pair generate(Algorithm algorithm) {
    var pair =
        Jca.always(
            () -> {
              var generator = KeyPairGenerator.getInstance("EC");
              generator.initialize(curve);
              return generator.generateKeyPair();
            });
    var point = ((ECPublicKey) pair.getPublic()).getW();
    var x = Base64Url.encode(point.getAffineX(), bytes);
    var y = Base64Url.encode(point.getAffineY(), bytes);
    var d = Base64Url.encode(((ECPrivateKey) pair.getPrivate()).getS(), bytes);
    return new Pair(
        Jwk.of("kty", "EC", "x", x, "y", y, "crv", name),
        Jwk.of("kty", "EC", "x", x, "y", y, "crv", name, "d", d));
  }

  @Override
  public PublicKey publicKey(Jwk jwk) throws GeneralSecurityException {
    requireCurve(jwk);
    var point = new ECPoint(coordinate(jwk, "x"), coordinate(jwk, "y"));
    if (!isOnCurve(point)) throw new UnusableKey("is off its curve");
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
  }

  @Override
  public PrivateKey privateKey(Jwk jwk) throws GeneralSecurityException {
    requireCurve(jwk);
    var scalar = coordinate(jwk, "d");
    if (scalar.signum() == 0 || scalar.compareTo(curve.getOrder()) >= 0) {
      throw new UnusableKey("has a private part out of range");
    }
    return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, curve));
  }

  @Override
  public Optional<Algorithm> onlyAlgorithm(Jwk jwk) {
    return Optional.of(algorithm);
  }

  /** Whether y² = x³ + ax + b; the JDK does not look (invalid-curve attack, checklist 7.17). */
  private boolean isOnCurve(ECPoint point) {
    BigInteger prime = ((ECFieldFp) curve.getCurve().getField()).getP();
    var x = point.getAffineX();
    var y = point.getAffineY();
    if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) return false;
    var right =
        x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB()).mod(prime);
    return y.multiply(y).mod(prime).equals(right);
  }

  private BigInteger coordinate(Jwk jwk, String member) throws UnusableKey {
    return new BigInteger(1, jwk.bytes(member, bytes));
  }

  private void requireCurve(Jwk jwk) throws UnusableKey {
    if (!jwk.text("crv").equals(name)) throw new UnusableKey("is on another curve");
  }
}
