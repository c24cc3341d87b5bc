package dev.holdfast.domain.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of a user, on a database whose owner used better-auth's admin or
 * two-factor plugin. Where those columns do not exist there are none.
 */
public record Restrictions(boolean banned, @Nullable Instant banExpires, boolean secondFactor) {
  public static final Restrictions NONE = new Restrictions(false, null, false);

  /** An expired ban counts as none; a ban without an end lasts. */
  public boolean bannedAt(Instant now) {
    return banned && (banExpires == null || banExpires.isAfter(now));
  }
}
