package dev.holdfast.bootstrap;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/** A signing key in a test's hand, so that it can sign what no server would. From the JDK alone. */
final class HandKey {
  private static final int BYTES = 32;

  private final String id;
  private final KeyPair pair;

  HandKey(String id) {
    this.id = id;
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException absent) {
      throw new AssertionError(absent);
    }
  }

  /** As the table of keys has it. */
  String publicJwk() {
    return "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"}"
        .formatted(last(pair.getPublic().getEncoded()));
  }

  /** As better-auth keeps it where it encrypts none. */
  String privateJwk() {
    return publicJwk()
        .replace("}", ",\"d\":\"%s\"}".formatted(last(pair.getPrivate().getEncoded())));
  }

  /** As an issuer publishes it. */
  String keySet() {
    return "{\"keys\":[%s]}"
        .formatted(publicJwk().replace("}", ",\"alg\":\"EdDSA\",\"kid\":\"%s\"}".formatted(id)));
  }

  String token(String claims) {
    return token("{\"alg\":\"EdDSA\",\"kid\":\"%s\"}".formatted(id), claims);
  }

  String token(String header, String claims) {
    var input = text(header) + "." + text(claims);
    try {
      var signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + encoded(signer.sign());
    } catch (GeneralSecurityException broken) {
      throw new AssertionError(broken);
    }
  }

  /** The bare key stands at the end of its DER form (RFC 8410 §4, §7). */
  private static String last(byte[] der) {
    return encoded(Arrays.copyOfRange(der, der.length - BYTES, der.length));
  }

  private static String text(String json) {
    return encoded(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
