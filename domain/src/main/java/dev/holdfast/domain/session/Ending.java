package dev.holdfast.domain.session;

import dev.holdfast.domain.platform.Reason;
import java.util.Locale;

/** Why a session ended; remembered for 30 days to tell an ended session from an unknown one. */
public enum Ending {
  SIGNED_OUT(Reason.SESSION_REVOKED),
  REVOKED(Reason.SESSION_REVOKED),
  EXPIRED(Reason.SESSION_EXPIRED),
  USER_GONE(Reason.USER_MISSING);

  private final Reason reason;

  Ending(Reason reason) {
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** As it is stored. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Ending ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
