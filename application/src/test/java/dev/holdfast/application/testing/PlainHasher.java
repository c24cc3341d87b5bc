package dev.holdfast.application.testing;

import dev.holdfast.domain.account.HashForm;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.account.PasswordHasher;
import dev.holdfast.domain.platform.Unavailable;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Hashes nothing, at once; counts how often it would have. */
public final class PlainHasher implements PasswordHasher {
  private final AtomicInteger worked = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();
  private volatile boolean full;

  /** From now on nothing is admitted. */
  public void fill() {
    full = true;
  }

  @Override
  public Place admit() {
    if (full) throw Unavailable.hashing("full");
    taken.incrementAndGet();
    return taken::decrementAndGet;
  }

  /** How many places were not given back. */
  public int taken() {
    return taken.get();
  }

  @Override
  public PasswordHash hash(Password password, HashForm form) {
    worked.incrementAndGet();
    return new PasswordHash(prefix(form) + password.normalized());
  }

  @Override
  public Verdict verify(Password password, PasswordHash hash) {
    worked.incrementAndGet();
    int colon = hash.value().indexOf(':');
    if (colon < 0) return Verdict.MALFORMED;
    return hash.value().substring(colon + 1).equals(password.normalized())
        ? Verdict.MATCH
        : Verdict.MISMATCH;
  }

  @Override
  public void decoy(Password password, HashForm form) {
    worked.incrementAndGet();
  }

  @Override
  public boolean outdated(PasswordHash hash, HashForm form) {
    return !hash.value().startsWith(prefix(form));
  }

  /** How many hashes of work were done. */
  public int worked() {
    return worked.get();
  }

  private static String prefix(HashForm form) {
    return form.name().toLowerCase(Locale.ROOT) + ":";
  }
}
