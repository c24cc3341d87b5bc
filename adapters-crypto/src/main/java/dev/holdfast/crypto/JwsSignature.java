package dev.holdfast.crypto;

import dev.holdfast.domain.token.Algorithm;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** The signatures of RFC 7518 §3 and RFC 8037 over given bytes, in their form on the wire. */
final class JwsSignature {
  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private JwsSignature() {}

  static boolean verifies(Algorithm algorithm, PublicKey key, byte[] input, byte[] signature) {
    try {
      var verifier = of(algorithm);
      verifier.initVerify(key);
      verifier.update(input);
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  static byte[] sign(Algorithm algorithm, PrivateKey key, byte[] input)
      throws GeneralSecurityException {
    var signer = of(algorithm);
    signer.initSign(key);
    signer.update(input);
    return signer.sign();
  }

  private static Signature of(Algorithm algorithm) throws GeneralSecurityException {
    return switch (algorithm) {
      case EDDSA -> Signature.getInstance("Ed25519", Ed25519Provider.INSTANCE);
      case ES256 -> Signature.getInstance("SHA256withECDSAinP1363Format");
      case ES512 -> Signature.getInstance("SHA512withECDSAinP1363Format");
      case RS256 -> Signature.getInstance("SHA256withRSA");
      case PS256 -> {
        var pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(PSS);
        yield pss;
      }
    };
  }
}
