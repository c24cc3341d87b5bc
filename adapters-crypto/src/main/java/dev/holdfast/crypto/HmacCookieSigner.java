package dev.holdfast.crypto;

import dev.holdfast.domain.secret.CookieSigner;
import dev.holdfast.domain.secret.Secret;
import dev.holdfast.domain.secret.SecretRing;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Cookie signatures as the reference makes them: HMAC-SHA-256 under the secret's UTF-8 bytes, in
 * standard Base64 (protocol sessions-and-cookies §2).
 *
 * <p>Signatures are compared as text. So there is exactly one text for each signature: another last
 * character that decodes to the same bytes is invalid, as is any other alphabet. The reference is
 * laxer there, but never writes such a text.
 */
public final class HmacCookieSigner implements CookieSigner {
  private static final int LENGTH = 44;

  private final SecretRing ring;
  private final HmacKey current;
  private final List<HmacKey> previous;
  private final List<HmacKey> retired;

  public HmacCookieSigner(SecretRing ring) {
    this.ring = ring;
    this.current = new HmacKey(ring.current().value());
    this.previous = keys(ring.previous());
    this.retired = keys(ring.retired());
  }

  @Override
  public String sign(String value) {
    return Base64.getEncoder().encodeToString(current.of(value));
  }

  @Override
  public Signature check(String value, String signature) {
    byte[] presented = bytes(signature);
    if (presented.length == 0) return Signature.INVALID;
    if (made(current, value, presented)) return Signature.CURRENT;
    for (var key : previous) if (made(key, value, presented)) return Signature.PREVIOUS;
    for (var key : retired) if (made(key, value, presented)) return Signature.RETIRED;
    return Signature.INVALID;
  }

  @Override
  public Optional<Secret> madeBy(String value, String signature) {
    byte[] presented = bytes(signature);
    return Stream.concat(ring.accepted().stream(), ring.retired().stream())
        .filter(secret -> made(new HmacKey(secret.value()), value, presented))
        .findFirst();
  }

  /** Of a signature's text; none if it is no such text. */
  private static byte[] bytes(String signature) {
    if (signature.length() != LENGTH || !signature.endsWith("=")) return new byte[0];
    try {
      return Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  /** Constant time: how far the two agree does not show (checklist 2.4, 4.4). */
  private static boolean made(HmacKey key, String value, byte[] presented) {
    return MessageDigest.isEqual(key.of(value), presented);
  }

  private static List<HmacKey> keys(List<Secret> secrets) {
    return secrets.stream().map(secret -> new HmacKey(secret.value())).toList();
  }
}
