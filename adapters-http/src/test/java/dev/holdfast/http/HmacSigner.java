package dev.holdfast.http;

import dev.holdfast.domain.secret.CookieSigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as the reference does, with the JDK alone; the first secret is the current one. */
final class HmacSigner implements CookieSigner {
  private final List<String> accepted;
  private final List<String> retired;

  HmacSigner(List<String> accepted, List<String> retired) {
    this.accepted = accepted;
    this.retired = retired;
  }

  static String signed(String secret, String value) {
    return value + "." + signature(secret, value);
  }

  @Override
  public String sign(String value) {
    return signature(accepted.getFirst(), value);
  }

  @Override
  public Signature check(String value, String signature) {
    if (signature.equals(sign(value))) return Signature.CURRENT;
    if (accepted.stream().anyMatch(one -> signature.equals(signature(one, value)))) {
      return Signature.PREVIOUS;
    }
    return retired.stream().anyMatch(one -> signature.equals(signature(one, value)))
        ? Signature.RETIRED
        : Signature.INVALID;
  }

  private static String signature(String secret, String value) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
