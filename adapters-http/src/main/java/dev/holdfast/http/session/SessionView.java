package dev.holdfast.http.session;

import dev.holdfast.domain.session.Session;
import dev.holdfast.http.json.JsonObject;

/** A session on the wire, members in the reference's order (protocol README §6). */
final class SessionView {
  private SessionView() {}

  /**
   * @param token what the caller may see in the token's place
   */
  static JsonObject of(Session session, String token) {
    return new JsonObject()
        .put("expiresAt", session.expiresAt())
        .put("token", token)
        .put("createdAt", session.createdAt())
        .put("updatedAt", session.updatedAt())
        .put("ipAddress", session.device().ipAddress())
        .put("userAgent", session.device().userAgent())
        .put("userId", session.user().value())
        .put("id", session.id().value());
  }
}
