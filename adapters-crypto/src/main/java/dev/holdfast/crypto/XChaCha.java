package dev.holdfast.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.XChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * XChaCha20-Poly1305 under the SHA-256 of a secret; the sealed bytes are nonce, ciphertext, tag
 * (protocol jwt-and-jwks §3, draft-irtf-cfrg-xchacha-03).
 */
final class XChaCha {
  static final int NONCE_BYTES = 24;
  private static final int TAG_BITS = 128;

  private final KeyParameter key;

  XChaCha(String secret) {
    this.key =
        new KeyParameter(
            Jca.always(
                () ->
                    MessageDigest.getInstance("SHA-256")
                        .digest(secret.getBytes(StandardCharsets.UTF_8))));
  }

  byte[] seal(byte[] nonce, byte[] plaintext) {
    try {
      return concat(nonce, run(true, nonce, plaintext));
    } catch (InvalidCipherTextException impossible) {
      throw new IllegalStateException("encryption checks no tag", impossible);
    }
  }

  /** Throws if another key sealed the bytes, or anything in them was changed. */
  byte[] open(byte[] sealed) throws InvalidCipherTextException {
    if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
      throw new InvalidCipherTextException("too short");
    }
    var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    return run(false, nonce, Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
  }

  private byte[] run(boolean seal, byte[] nonce, byte[] input) throws InvalidCipherTextException {
    var cipher = new XChaCha20Poly1305();
    cipher.init(seal, new AEADParameters(key, TAG_BITS, nonce));
    var output = new byte[cipher.getOutputSize(input.length)];
    int written = cipher.processBytes(input, 0, input.length, output, 0);
    written += cipher.doFinal(output, written);
    return Arrays.copyOf(output, written);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
