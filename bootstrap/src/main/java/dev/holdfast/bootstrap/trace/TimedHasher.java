package dev.holdfast.bootstrap.trace;

import dev.holdfast.domain.account.HashForm;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.account.PasswordHasher;

/** Shows hashes, with what they wait, as parts of their request. */
final class TimedHasher implements PasswordHasher {
  private static final String HASH = "password hash";
  private static final String ADMIT = "password place";

  private final PasswordHasher hasher;
  private final Tracing tracing;

  TimedHasher(PasswordHasher hasher, Tracing tracing) {
    this.hasher = hasher;
    this.tracing = tracing;
  }

  @Override
  public Place admit() {
    return tracing.timed(ADMIT, hasher::admit);
  }

  @Override
  public PasswordHash hash(Password password, HashForm form) {
    return tracing.timed(HASH, () -> hasher.hash(password, form));
  }

  @Override
  public Verdict verify(Password password, PasswordHash hash) {
    return tracing.timed(HASH, () -> hasher.verify(password, hash));
  }

  /** Called what every other is: a trace must not tell more than the log. */
  @Override
  public void decoy(Password password, HashForm form) {
    tracing.timed(
        HASH,
        () -> {
          hasher.decoy(password, form);
          return form;
        });
  }

  @Override
  public boolean outdated(PasswordHash hash, HashForm form) {
    return hasher.outdated(hash, form);
  }
}
