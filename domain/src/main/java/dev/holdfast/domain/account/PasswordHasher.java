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

  /**
   * Lets a request pass that will need a hash, before it costs anybody anything else.
   *
   * @throws Unavailable if so many wait that it could not be begun in time
   */
  void admit();

  PasswordHash hash(Password password, HashForm form);

  /** Compares in constant time; costs as much for a malformed hash as for a good one. */
  Verdict verify(Password password, PasswordHash hash);

  /** The same work as a verification, for addresses that nobody has (checklist 3.2). */
  void decoy(Password password, HashForm form);

  /** Whether a good hash should be written again, in this form. Costs nothing. */
  boolean outdated(PasswordHash hash, HashForm form);
}
