package dev.holdfast.bootstrap.log;

import java.util.Locale;
import org.slf4j.event.Level;

/**
 * Everything that the log tells as an event, with its level. Names are stable: add freely, never
 * rename (checklist 16.5).
 */
public enum EventName {
  SIGNED_UP(Level.INFO, "An account was made."),
  SIGN_UP_REFUSED(Level.INFO, "An account was not made; why."),
  SIGNED_IN(Level.INFO, "A session was started with a password."),
  SIGN_IN_REFUSED(Level.INFO, "A sign-in was refused; why, which the caller is not told."),
  PASSWORD_HASH_MALFORMED(Level.ERROR, "A stored password hash cannot be read."),
  PASSWORD_REHASHED(Level.INFO, "A password hash was written in the current form."),
  REHASH_POSTPONED(Level.WARN, "A password hash could not be renewed; tried at the next sign-in."),
  SESSION_REFUSED(Level.INFO, "A request was not taken for signed in; why."),
  SESSION_RENEWED(Level.DEBUG, "A session's end was moved."),
  SIDE_WRITE_SKIPPED(Level.WARN, "A check went on without a write that was due."),
  SESSION_SERVED_IN_GRACE(
      Level.WARN, "The database is away; a session was served as it was this long ago."),
  SESSIONS_ENDED(Level.INFO, "Sessions were ended; why and how many."),
  TOKEN_ISSUED(Level.INFO, "An access token was signed."),
  TOKEN_REFUSED(Level.WARN, "No access token could be signed; why."),
  TOKEN_REJECTED(
      Level.INFO, "A bearer token was not taken for good; why, what was expected and what came."),
  ISSUER_KEYS_FETCHED(Level.INFO, "An issuer's key set came, with these keys."),
  ISSUER_KEYS_NOT_FETCHED(
      Level.WARN,
      "An issuer's key set could not be fetched; served says whether older keys go on."),
  KEY_CREATED(Level.INFO, "A signing key was made."),
  KEY_NOT_OPENED(Level.ERROR, "No secret opens a signing key; it is not used."),
  KEY_RESEALED(Level.INFO, "A signing key was sealed anew by the current secret."),
  KEY_REFRESH_FAILED(Level.WARN, "The signing keys could not be read; those in memory go on."),
  AUDIT_SEALED(
      Level.INFO, "A batch of the audit was sealed; its digest, to be compared with later."),
  AUDIT_FORGOTTEN(
      Level.INFO, "Rows of the audit older than HOLDFAST_AUDIT_RETENTION were removed."),
  AUDIT_UPKEEP_FAILED(
      Level.WARN, "The audit could not be sealed or cut now; tried again with the next row."),
  AUDIT_ROWS_WAIT(
      Level.WARN, "Refused sign-ins could not be written to the audit yet; they wait in memory."),
  AUDIT_ROWS_DROPPED(
      Level.ERROR,
      "Refused sign-ins were not written to the audit, since too many waited; how many."),
  ORIGIN_REFUSED(
      Level.INFO,
      "A request was refused for where it came from or wants to go; what was received, what is"
          + " trusted, and what would admit it."),
  COOKIE_NOT_RETURNED(
      Level.WARN,
      "A browser signed in and came back without its cookie; the likely cause, and how to mend"
          + " it."),
  FORWARDED_BY_UNTRUSTED_PEER(
      Level.WARN,
      "A peer that HOLDFAST_TRUSTED_PROXIES does not name sends forwarding headers; client"
          + " addresses stay unknown."),
  DATABASE_LOST(
      Level.ERROR, "The database is away: requests are answered 503 without asking it; why."),
  DATABASE_BACK(Level.WARN, "The database answers again; after how long, and how many it cost."),
  DATABASE_CLOCK_DIFFERS(
      Level.WARN, "The database's clock differs from this machine's, and is followed."),
  ROW_CORRUPT(Level.ERROR, "A row of the database cannot be read; only its owner is concerned."),
  PROCESS_THAWED(Level.WARN, "This process was frozen; its connections are replaced."),
  CONNECTIONS_RELEASED(Level.INFO, "Idle connections were closed, as the platform asked."),
  DOCTOR_USER_ADDED(Level.INFO, "The doctor was lent a user for a few seconds."),
  DOCTOR_USER_REMOVED(Level.INFO, "The doctor's user was removed with all its sessions."),
  INSTANCE_REGISTERED(
      Level.INFO, "The other instances know this one now; its secrets by these fingerprints."),
  INSTANCES_DISAGREE(
      Level.WARN,
      "Another instance has a value otherwise, so that users are refused by whichever they meet"
          + " next; holdfast fingerprint lists all."),
  INSTANCES_AGREE(Level.INFO, "All instances agree again."),
  UNNAMED(Level.WARN, "Something happened that this table has no row for.");

  private final Level level;
  private final String meaning;

  EventName(Level level, String meaning) {
    this.level = level;
    this.meaning = meaning;
  }

  /** As it is written in log lines and counts. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Level level() {
    return level;
  }

  public String meaning() {
    return meaning;
  }
}
