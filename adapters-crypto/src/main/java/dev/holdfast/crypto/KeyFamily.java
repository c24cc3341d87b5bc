package dev.holdfast.crypto;

import dev.holdfast.domain.token.Algorithm;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;

/** Keys of one kind: how they are made, and how they are read from JWKs and refused when weak. */
interface KeyFamily {
  /** A new pair in the reference's order of members (protocol jwt-and-jwks §2). */
  Pair generate(Algorithm algorithm);

  PublicKey publicKey(Jwk jwk) throws GeneralSecurityException;

  PrivateKey privateKey(Jwk jwk) throws GeneralSecurityException;

  /** The algorithm of a key for which none is stored; empty where the kind has several. */
  Optional<Algorithm> onlyAlgorithm(Jwk jwk);

  /** A pair as JWKs. */
  record Pair(Jwk publicJwk, Jwk privateJwk) {}

  static KeyFamily of(Jwk jwk) throws UnusableKey {
    return switch (jwk.text("kty")) {
      case "OKP" -> Ed25519Keys.FAMILY;
      case "EC" -> EllipticKeys.onCurve(jwk.text("crv"));
      case "RSA" -> RsaKeys.FAMILY;
      default -> throw new UnusableKey("is of an unknown kind");
    };
  }

  static KeyFamily of(Algorithm algorithm) {
    return switch (algorithm) {
      case EDDSA -> Ed25519Keys.FAMILY;
      case ES256 -> EllipticKeys.P_256;
      case ES512 -> EllipticKeys.P_521;
      case RS256, PS256 -> RsaKeys.FAMILY;
    };
  }
}
