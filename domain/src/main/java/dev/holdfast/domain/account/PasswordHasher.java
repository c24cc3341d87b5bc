package dev.holdfast.domain.account;

import dev.holdfast.domain.platform.Unavailable;

/**
 * Hashes and verifies passwords behind a fixed number of permits (checklist 2.5).
 *
 * <p>Every method that hashes waits a bounded time and then throws {@link Unavailable}.
 */
public interface PasswordHasher {
  /** What a verification found. */
  enum Verdict {
    MATCH,
    MISMATCH,
    /** The stored text is no hash that is known, or asks for more work than is allowed. */
    MALFORMED
  }

  /** A place among those whose password is looked at; given back when it is closed. */
  @FunctionalInterface
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits at the door, before the request has cost anybody anything: who is turned away here has
   * waited long enough not to come back at once.
   *
   * @throws Unavailable if no place became free in time
   */
  Place admit();

  PasswordHash hash(Password password, HashForm form);

  /** Compares in constant time; costs as much for a malformed hash as for a good one. */
  Verdict verify(Password password, PasswordHash hash);

  /** The same work as a verification, for addresses that nobody has (checklist 3.2). */
  void decoy(Password password, HashForm form);

  /** Whether a good hash should be written again, in this form. Costs nothing. */
  boolean outdated(PasswordHash hash, HashForm form);
}
