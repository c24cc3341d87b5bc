package dev.holdfast.crypto;

import dev.holdfast.domain.account.HashForm;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.account.PasswordHasher;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Deadline;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Unavailable;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords on as many threads as it has permits (checklist 2.5). Who finds no place within
 * a second is refused, and what could not start within 0.8 s more; it cost no hash and is counted
 * as {@code password_hash_refused} with {@code full}, {@code late} or {@code closed}.
 */
public final class PermittedHasher implements PasswordHasher, AutoCloseable {
  /**
   * Together with {@link #START_WITHIN} this leaves a slow hash room within the two seconds of
   * checklist 2.5. Waiting costs next to nothing; an answer at once would be asked for again at
   * once, and a flood of refusals takes the cores from the hashes.
   */
  private static final Duration ADMIT_WITHIN = Duration.ofSeconds(1);

  private static final Duration START_WITHIN = Duration.ofMillis(800);

  /** At 0.1 s a hash as many as one permit can begin in {@link #START_WITHIN}. */
  private static final int WAITING_PER_PERMIT = 8;

  private final BoundedPool pool;
  private final Semaphore places;
  private final Duration admitWithin;
  private final Entropy entropy;
  private final Counters counters;

  public PermittedHasher(int permits, Entropy entropy, Counters counters) {
    this(permits, permits * WAITING_PER_PERMIT, ADMIT_WITHIN, entropy, counters);
  }

  PermittedHasher(
      int permits, int waiting, Duration admitWithin, Entropy entropy, Counters counters) {
    var threads = BoundedPool.numbered("password-hashing");
    this.pool =
        new BoundedPool(
            work -> threads.newThread(BackgroundPriority.of(work)), permits, waiting, START_WITHIN);
    this.places = new Semaphore(permits + waiting, true);
    this.admitWithin = admitWithin;
    this.entropy = entropy;
    this.counters = counters;
  }

  @Override
  public Place admit() {
    try {
      if (places.tryAcquire(Deadline.left(admitWithin).toMillis(), TimeUnit.MILLISECONDS)) {
        return places::release;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    throw refused(BoundedPool.Refusal.FULL);
  }

  @Override
  public PasswordHash hash(Password password, HashForm form) {
    return permitted(() -> new PasswordHash(hashed(password, form)));
  }

  @Override
  public Verdict verify(Password password, PasswordHash hash) {
    return permitted(() -> verdict(password, hash.value()));
  }

  @Override
  public void decoy(Password password, HashForm form) {
    permitted(() -> hashed(password, form));
  }

  @Override
  public boolean outdated(PasswordHash hash, HashForm form) {
    return switch (form) {
      case SCRYPT -> ScryptHash.parse(hash.value()).isEmpty();
      case ARGON2ID -> !Argon2Hash.parse(hash.value()).map(Argon2Hash::reachesTarget).orElse(false);
    };
  }

  /** How many passwords wait to be hashed or checked. */
  public int waiting() {
    return pool.waiting() + places.getQueueLength();
  }

  /** How many are being hashed or checked. */
  public int running() {
    return pool.running();
  }

  /** Takes no more work; false if what was accepted was not done within the time. */
  public boolean drain(Duration within) {
    return pool.drain(within);
  }

  /** Drains for a few seconds, then gives up what is left. */
  @Override
  public void close() {
    pool.close();
  }

  private String hashed(Password password, HashForm form) {
    return switch (form) {
      case SCRYPT -> ScryptHash.of(password, entropy.bytes(ScryptHash.SALT_BYTES)).text();
      case ARGON2ID -> Argon2Hash.of(password, entropy.bytes(Argon2Hash.SALT_BYTES)).text();
    };
  }

  private Verdict verdict(Password password, String stored) {
    var scrypt = ScryptHash.parse(stored);
    if (scrypt.isPresent()) return verdict(scrypt.get().matches(password));
    var argon2 = Argon2Hash.parse(stored);
    if (argon2.isPresent()) return verdict(argon2.get().matches(password));

    // The time must not tell that this row is broken (checklist 2.7).
    hashed(password, stored.startsWith("$") ? HashForm.ARGON2ID : HashForm.SCRYPT);
    return Verdict.MALFORMED;
  }

  private static Verdict verdict(boolean matches) {
    return matches ? Verdict.MATCH : Verdict.MISMATCH;
  }

  private <T> T permitted(Supplier<T> work) {
    try {
      return pool.call(work);
    } catch (BoundedPool.Refused refused) {
      throw refused(refused.refusal());
    }
  }

  private Unavailable refused(BoundedPool.Refusal refusal) {
    var why = refusal.name().toLowerCase(Locale.ROOT);
    counters.add("password_hash_refused", why);
    return Unavailable.hashing("password hashing is at its limit: " + why);
  }
}
