package dev.holdfast.bootstrap;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Cookies as a browser returns them, and as a test forges them. */
final class Cookies {
  static final String SESSION = "better-auth.session_token";

  private Cookies() {}

  /** All cookies that an answer sets, as the next request's header has them. */
  static String of(HttpResponse<String> answer) {
    return answer.headers().allValues("set-cookie").stream()
        .filter(line -> !line.contains("Max-Age=0"))
        .map(line -> line.split(";", 2)[0])
        .collect(Collectors.joining("; "));
  }

  /** The session cookie for a token, signed by a secret (protocol sessions-and-cookies §2). */
  static String session(String token, String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var signature = mac.doFinal(token.getBytes(StandardCharsets.UTF_8));
      var value = token + "." + Base64.getEncoder().encodeToString(signature);
      return SESSION + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", absent);
    }
  }
}
