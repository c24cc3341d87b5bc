package dev.holdfast.crypto;

import dev.holdfast.domain.token.Claims;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Claims as JSON in the reference's order (protocol jwt-and-jwks §5). */
final class WireClaims {
  /** Always three digits and {@code Z}: the reference reads no other precision back. */
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private WireClaims() {}

  static byte[] json(Claims claims) {
    var user = claims.user();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("iat", claims.issuedAt().getEpochSecond());
    members.put("name", user.name());
    members.put("email", user.email().value());
    members.put("emailVerified", user.emailVerified());
    members.put("image", user.image());
    members.put("createdAt", date(user.createdAt()));
    members.put("updatedAt", date(user.updatedAt()));
    members.put("id", user.id().value());
    members.put("sub", user.id().value());
    members.put("exp", claims.expiresAt().getEpochSecond());
    members.put("iss", claims.issuer());
    var audience = claims.audience();
    members.put("aud", audience.size() == 1 ? audience.getFirst() : audience);
    return Json.bytes(members);
  }

  private static String date(Instant moment) {
    return MILLISECONDS.format(moment);
  }
}
