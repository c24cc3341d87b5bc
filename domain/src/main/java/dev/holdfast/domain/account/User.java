package dev.holdfast.domain.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person as the wire shows them; facts only. */
public record User(
    UserId id,
    String name,
    EmailAddress email,
    boolean emailVerified,
    @Nullable String image,
    Instant createdAt,
    Instant updatedAt) {

  /** A user who has just signed up: nothing is verified yet. */
  public static User signedUp(UserId id, Profile profile, Instant now) {
    return new User(id, profile.name(), profile.email(), false, profile.image(), now, now);
  }

  /** What a person says of themselves at sign-up. */
  public record Profile(String name, EmailAddress email, @Nullable String image) {}
}
