package dev.holdfast.http;

import dev.holdfast.domain.secret.CookieSigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs with real HMACs of several secrets, as the signer of the crypto adapter does, which this
 * module must not know (protocol sessions-and-cookies §2).
 */
public record SecretsSigner(String current, List<String> previous, List<String> retired)
    implements CookieSigner {
  public SecretsSigner {
    previous = List.copyOf(previous);
    retired = List.copyOf(retired);
  }

  public static SecretsSigner of(String current) {
    return new SecretsSigner(current, List.of(), List.of());
  }

  /** The value with this secret's signature, as it stands in a cookie before it is encoded. */
  public static String signed(String secret, String value) {
    return value + "." + hmac(secret, value);
  }

  @Override
  public String sign(String value) {
    return hmac(current, value);
  }

  @Override
  public Signature check(String value, String signature) {
    if (isOf(List.of(current), value, signature)) return Signature.CURRENT;
    if (isOf(previous, value, signature)) return Signature.PREVIOUS;
    return isOf(retired, value, signature) ? Signature.RETIRED : Signature.INVALID;
  }

  private static boolean isOf(List<String> secrets, String value, String signature) {
    return secrets.stream()
        .map(secret -> hmac(secret, value))
        .anyMatch(
            expected ->
                MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8),
                    signature.getBytes(StandardCharsets.UTF_8)));
  }

  private static String hmac(String secret, String value) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var bytes = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(bytes);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has HmacSHA256", absent);
    }
  }
}
