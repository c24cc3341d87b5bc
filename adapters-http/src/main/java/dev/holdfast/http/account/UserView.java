package dev.holdfast.http.account;

import dev.holdfast.domain.account.User;
import dev.holdfast.http.json.JsonObject;

/** A user on the wire, members in the reference's order (protocol README §6). */
public final class UserView {
  private UserView() {}

  public static JsonObject of(User user) {
    return new JsonObject()
        .put("name", user.name())
        .put("email", user.email().value())
        .put("emailVerified", user.emailVerified())
        .put("image", user.image())
        .put("createdAt", user.createdAt())
        .put("updatedAt", user.updatedAt())
        .put("id", user.id().value());
  }
}
