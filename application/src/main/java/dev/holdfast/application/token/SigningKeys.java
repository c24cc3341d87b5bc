package dev.holdfast.application.token;

import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.KeyStore;
import dev.holdfast.domain.token.KeyVault;
import dev.holdfast.domain.token.KeyVault.NewKey;
import dev.holdfast.domain.token.KeyVault.Opening;
import dev.holdfast.domain.token.StoredKey;
import dev.holdfast.domain.token.TokenEvent;
import dev.holdfast.domain.token.TokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys in memory: which one signs, which ones are published. They are read again while requests
 * come, one reader at a time and off the requests' path, so that a key which somebody else adds is
 * used within a minute; when the store cannot answer, the keys in memory go on (checklist 7.12).
 *
 * <p>A new key is made only when no unexpired one exists, or shortly before the newest one expires
 * (decisions "Secrets and keys").
 */
public final class SigningKeys {
  /** From this age on, a request has the keys read in the background. */
  static final Duration STALE_AFTER = Duration.ofSeconds(25);

  /** From this age on, a request waits for the reading, but no longer than {@link #WAIT}. */
  static final Duration OLD_AFTER = Duration.ofSeconds(50);

  static final Duration WAIT = Duration.ofSeconds(1);

  /** After a reading that failed. */
  static final Duration NEXT_TRY_AFTER = Duration.ofSeconds(5);

  /** How long before it signs a later key is published: longer than the JWKS is cached. */
  static final Duration PUBLISHED_BEFORE_USE = Duration.ofMinutes(6);

  /** How long before a key expires its successor is made. */
  static final Duration SUCCEEDED_BEFORE_END = Duration.ofHours(1);

  private final KeyStore store;
  private final KeyVault vault;
  private final TokenPolicy policy;
  private final Entropy entropy;
  private final Events events;
  private final InstantSource clock;
  private final Executor background;

  private final AtomicReference<@Nullable CompletableFuture<Void>> reading =
      new AtomicReference<>();
  private volatile @Nullable Ring ring;
  private volatile Instant nextTry = Instant.MIN;

  public SigningKeys(
      KeyStore store,
      KeyVault vault,
      TokenPolicy policy,
      Entropy entropy,
      Events events,
      InstantSource clock,
      Executor background) {
    this.store = store;
    this.vault = vault;
    this.policy = policy;
    this.entropy = entropy;
    this.events = events;
    this.clock = clock;
    this.background = background;
  }

  /** The keys as they were read at one moment, each with whether it can sign. */
  private record Ring(List<Held> keys, Instant readAt) {
    record Held(StoredKey key, Opening opening) {
      boolean opens() {
        return opening != Opening.FAILED;
      }
    }
  }

  /** What an operator wants to know of the keys. */
  public record Status(List<KeyId> usable, List<KeyId> notOpened) {
    /** There are keys, and the secrets of this deployment open none of them. */
    public boolean isLocked() {
      return usable.isEmpty() && !notOpened.isEmpty();
    }
  }

  /**
   * The key that signs now.
   *
   * @throws Unavailable if there is none that opens, or the keys could never be read
   */
  public StoredKey signing() {
    var now = clock.instant();
    return signing(fresh(now), now)
        .orElseThrow(() -> Unavailable.keys("no unexpired signing key can be opened"));
  }

  /** The algorithm of a key; old rows have none and mean the configured one. */
  public Algorithm algorithmOf(StoredKey key) {
    var stored = key.algorithm();
    return stored == null ? policy.algorithm() : Algorithm.named(stored).orElse(policy.algorithm());
  }

  /** Every key that verifies tokens which may still be about, oldest first. */
  public List<StoredKey> published() {
    var now = clock.instant();
    return fresh(now).keys().stream()
        .map(Ring.Held::key)
        .filter(key -> key.isPublished(now))
        .toList();
  }

  /** Unexpired keys, as they were last read; reads them if they never were. */
  public Status status() {
    var now = clock.instant();
    var unexpired = fresh(now).keys().stream().filter(held -> !held.key().isExpired(now)).toList();
    return new Status(ids(unexpired, Ring.Held::opens), ids(unexpired, held -> !held.opens()));
  }

  /**
   * Reads the keys now, and makes one where that is due.
   *
   * @throws Unavailable if the store cannot answer
   */
  public void refresh() {
    read();
  }

  private static List<KeyId> ids(List<Ring.Held> held, Predicate<Ring.Held> which) {
    return held.stream().filter(which).map(one -> one.key().id()).toList();
  }

  private Ring fresh(Instant now) {
    var known = ring;
    if (known == null) return read();

    // A negative age means that the clock was set back: read again rather than wait for it.
    var age = Duration.between(known.readAt(), now);
    boolean stale = age.isNegative() || age.compareTo(STALE_AFTER) >= 0;
    if (!stale || (now.isBefore(nextTry) && !age.isNegative())) return known;

    var started = startReading();
    if (age.compareTo(OLD_AFTER) >= 0) await(started);
    var read = ring;
    return read == null ? known : read;
  }

  /** One reading at a time; whoever comes meanwhile shares it. */
  private CompletableFuture<Void> startReading() {
    var mine = new CompletableFuture<Void>();
    var running = reading.compareAndExchange(null, mine);
    if (running != null) return running;
    background.execute(
        () -> {
          try {
            read();
          } catch (Unavailable later) {
            nextTry = clock.instant().plus(NEXT_TRY_AFTER);
            events.publish(new TokenEvent.RefreshFailed(String.valueOf(later.getMessage())));
          } finally {
            reading.set(null);
            mine.complete(null);
          }
        });
    return mine;
  }

  private static void await(CompletableFuture<Void> started) {
    try {
      started.get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException goOnWithWhatThereIs) {
      // The keys in memory are good; the next request finds what the reading brought.
    }
  }

  private synchronized Ring read() {
    var now = clock.instant();
    var rows = store.all();
    if (rows.stream().allMatch(key -> key.isExpired(now))) {
      var first = newKey(now, lifetimeOfNewest(rows), null);
      if (store.addFirst(first, now)) created(first);
      rows = store.all();
    } else if (addSuccessorIfDue(rows, now)) {
      rows = store.all();
    }
    var read = new Ring(rows.stream().map(this::held).toList(), now);
    ring = read;
    return read;
  }

  private Ring.Held held(StoredKey key) {
    var opening = vault.open(key);
    if (opening == Opening.FAILED && reported.add(key.id().value() + key.privateKey())) {
      events.publish(new TokenEvent.KeyNotOpened(key.id()));
    }
    return new Ring.Held(key, opening);
  }

  /** Rows reported as not opened, by id and content; guarded by this. */
  private final Set<String> reported = new HashSet<>();

  /** Where the reference rotates keys by their end, a successor of the same lifetime follows. */
  private boolean addSuccessorIfDue(List<StoredKey> rows, Instant now) {
    var newest = rows.getLast();
    var end = newest.expiresAt();
    if (end == null || end.minus(SUCCEEDED_BEFORE_END).isAfter(now)) return false;
    if (vault.open(newest) == Opening.FAILED) return false;

    var successor = newKey(now, lifetimeOfNewest(rows), now.plus(PUBLISHED_BEFORE_USE));
    if (store.addAfter(newest.id(), successor)) created(successor);
    return true;
  }

  private StoredKey newKey(Instant now, @Nullable Duration lifetime, @Nullable Instant activeFrom) {
    var id = new KeyId(entropy.text(KeyId.LENGTH));
    var end = lifetime == null ? null : now.plus(lifetime);
    return vault.generate(new NewKey(id, policy.algorithm(), now, end, activeFrom));
  }

  private static @Nullable Duration lifetimeOfNewest(List<StoredKey> rows) {
    if (rows.isEmpty()) return null;
    var end = rows.getLast().expiresAt();
    return end == null ? null : Duration.between(rows.getLast().createdAt(), end);
  }

  private void created(StoredKey key) {
    events.publish(new TokenEvent.KeyCreated(key.id(), policy.algorithm()));
  }

  /** Newest of the configured algorithm, else newest of any; one not active yet only for want. */
  private Optional<StoredKey> signing(Ring read, Instant now) {
    var able =
        read.keys().stream()
            .filter(held -> held.opens() && !held.key().isExpired(now))
            .map(Ring.Held::key)
            .toList();
    var active = able.stream().filter(key -> key.isActive(now)).toList();
    var eligible = active.isEmpty() ? able : active;
    Comparator<StoredKey> preference =
        Comparator.<StoredKey, Boolean>comparing(key -> algorithmOf(key) == policy.algorithm())
            .thenComparing(StoredKey::createdAt);
    return eligible.stream().max(preference);
  }
}
