package dev.holdfast.domain.audit;

import dev.holdfast.domain.session.Ending;
import java.util.Locale;

/**
 * What the audit tells of. The codes are stable: add freely, never rename. Some belong to features
 * that come later; whoever reads the table may know them already.
 */
public enum AuditKind {
  SIGNED_UP("An account was made."),
  SIGNED_IN("A session was started."),
  SIGN_IN_REFUSED("A sign-in was refused; the reason says why."),
  SIGNED_OUT("A session was ended by signing out."),
  SESSION_REVOKED("A session was revoked."),
  SESSION_EXPIRED("A session was presented after its end, and removed."),
  PASSWORD_REHASHED("A password's hash was written in the current form; the password is the same."),
  PASSWORD_CHANGED("A password was changed by who knew the old one."),
  PASSWORD_RESET("A password was set anew by way of a mailed link."),
  EMAIL_VERIFIED("An address was shown to be the user's."),
  EMAIL_CHANGED("A user's address was changed."),
  USER_BANNED("A user was banned."),
  USER_UNBANNED("A ban was lifted."),
  USER_DELETED("An account was removed."),
  KEY_CREATED("A signing key was made; the detail is its id."),
  KEY_RESEALED("A signing key was sealed anew by the current secret; the detail is its id."),
  SCHEMA_MIGRATED("The database's schema was brought up; the detail names the step."),
  COMMAND_RUN("An operator ran a command; the detail names it and what came of it."),
  AUDIT_FORGOTTEN("Rows older than the retention were removed; the detail names their batches.");

  private final String meaning;

  AuditKind(String meaning) {
    this.meaning = meaning;
  }

  /** As it is stored. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One sentence for a person who has never seen the code. */
  public String meaning() {
    return meaning;
  }

  /** How the end of a session is told. */
  public static AuditKind of(Ending ending) {
    return switch (ending) {
      case SIGNED_OUT -> SIGNED_OUT;
      case REVOKED -> SESSION_REVOKED;
      case EXPIRED -> SESSION_EXPIRED;
      case USER_GONE -> USER_DELETED;
    };
  }
}
