package dev.holdfast.domain.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A session token as the store has it. Never prints itself, since the plain form signs in.
 *
 * @param value the token, or {@code sha256:} and 43 characters of base64url
 */
public record StoredToken(String value) {
  /** No token of either kind of server has a colon, so a dumped digest never works as a token. */
  private static final String DIGEST_PREFIX = "sha256:";

  public static StoredToken of(SessionToken token, TokenForm form) {
    return form == TokenForm.PLAIN ? new StoredToken(token.value()) : digest(token.value());
  }

  /**
   * The forms under which this token may be stored; the plain one only if it cannot be a digest.
   */
  public static List<StoredToken> candidates(SessionToken presented) {
    var digest = digest(presented.value());
    if (presented.value().contains(":")) return List.of(digest);
    return List.of(new StoredToken(presented.value()), digest);
  }

  public TokenForm form() {
    return value.startsWith(DIGEST_PREFIX) ? TokenForm.DIGEST : TokenForm.PLAIN;
  }

  /** The digest form, whatever this one is: what ended sessions are remembered by. */
  public StoredToken asDigest() {
    return form() == TokenForm.DIGEST ? this : digest(value);
  }

  private static StoredToken digest(String token) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return new StoredToken(
          DIGEST_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }

  @Override
  public String toString() {
    return "StoredToken[hidden]";
  }
}
