package dev.holdfast.crypto;

import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.secret.Sealer;
import dev.holdfast.domain.secret.Secret;
import dev.holdfast.domain.secret.SecretRing;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * Seals columns as the reference does (protocol jwt-and-jwks §3): lower-case hex, in an envelope
 * {@code $ba$<version>$} if the secret has a version. An envelope is opened by the secret of that
 * version alone, bare hex by the secret that has none; nothing is tried out.
 *
 * <p>The form binds no row or column (checklist 8.4 in the protocol's form): the reference could
 * not read it otherwise.
 */
public final class XChaChaSealer implements Sealer {
  private static final Pattern ENVELOPE =
      Pattern.compile("\\$ba\\$(0|[1-9][0-9]{0,8})\\$([0-9a-fA-F]+)");

  private final SecretRing ring;
  private final Entropy entropy;
  private final Map<Secret, XChaCha> keys;

  public XChaChaSealer(SecretRing ring, Entropy entropy) {
    this.ring = ring;
    this.entropy = entropy;
    this.keys =
        ring.accepted().stream()
            .collect(Collectors.toMap(Function.identity(), s -> new XChaCha(s.value())));
  }

  @Override
  public String seal(String plaintext) {
    var current = ring.current();
    var nonce = entropy.bytes(XChaCha.NONCE_BYTES);
    var sealed = key(current).seal(nonce, plaintext.getBytes(StandardCharsets.UTF_8));
    var hex = HexFormat.of().formatHex(sealed);
    return current.version() == null ? hex : "$ba$" + current.version() + "$" + hex;
  }

  @Override
  public Opening open(String sealed) {
    var envelope = ENVELOPE.matcher(sealed);
    if (!envelope.matches()) {
      return ring.unversioned()
          .map(secret -> open(secret, sealed))
          .orElseGet(() -> new Opening.Failed("sealed without a version; no single secret is set"));
    }
    int version = Integer.parseInt(envelope.group(1));
    return ring.version(version)
        .map(secret -> open(secret, envelope.group(2)))
        .orElseGet(() -> new Opening.Failed("sealed by version " + version + ", which is not set"));
  }

  private Opening open(Secret secret, String hex) {
    try {
      var plaintext = key(secret).open(HexFormat.of().parseHex(hex));
      return new Opening.Opened(
          new String(plaintext, StandardCharsets.UTF_8), secret.equals(ring.current()));
    } catch (IllegalArgumentException noHex) {
      return new Opening.Failed("not in a sealed form");
    } catch (InvalidCipherTextException foreign) {
      var which = secret.version() == null ? "the single secret" : "version " + secret.version();
      return new Opening.Failed(which + " does not open it");
    }
  }

  @SuppressWarnings("NullAway") // every accepted secret got its key in the constructor
  private XChaCha key(Secret secret) {
    return keys.get(secret);
  }
}
