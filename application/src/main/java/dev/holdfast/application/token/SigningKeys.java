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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
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

  /** After a reading that failed, or that brought no key which signs. */
  static final Duration NEXT_TRY_AFTER = Duration.ofSeconds(5);

  /** How long before it signs a later key is published: longer than the JWKS is cached. */
  static final Duration PUBLISHED_BEFORE_USE = Duration.ofMinutes(6);

  /** How long before a key expires its successor is made; at half its life if that is short. */
  static final Duration SUCCEEDED_BEFORE_END = Duration.ofHours(1);

  /** No key made here lives shorter, or a row with a hand-set end would beget keys without end. */
  static final Duration SHORTEST_LIFE = Duration.ofHours(1);

  private final KeyStore store;
  private final KeyVault vault;
  private final TokenPolicy policy;
  private final Entropy entropy;
  private final Events events;
  private final InstantSource clock;
  private final Executor background;

  private final AtomicReference<@Nullable CompletableFuture<KeyRing>> reading =
      new AtomicReference<>();

  /** Rows reported as not opened, by id and content; guarded by this. */
  private final Set<String> reported = new HashSet<>();

  private volatile @Nullable KeyRing ring;
  private volatile @Nullable Instant failedAt;

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
    return fresh(now)
        .signing(now)
        .orElseThrow(() -> Unavailable.keys("no unexpired signing key can be opened"));
  }

  /** The algorithm of a key; old rows have none and mean the configured one. */
  public Algorithm algorithmOf(StoredKey key) {
    return KeyRing.algorithmOf(key, policy.algorithm());
  }

  /** Every key that verifies tokens which may still be about, oldest first. */
  public List<StoredKey> published() {
    var now = clock.instant();
    return fresh(now).published(now);
  }

  /** Unexpired keys, as they were last read; reads them if they never were. */
  public Status status() {
    var now = clock.instant();
    var unexpired = fresh(now).unexpired(now);
    return new Status(ids(unexpired, KeyRing.Held::opens), ids(unexpired, held -> !held.opens()));
  }

  /**
   * What is in memory, for whoever measures.
   *
   * @param signingAge of the key that signs; null: none does
   * @param readAge how long ago the keys were read
   */
  public record Glance(
      int usable, int notOpened, @Nullable Duration signingAge, Duration readAge) {}

  /** As they are in memory; reads nothing. Empty until they were read once. */
  public Optional<Glance> glance() {
    var known = ring;
    if (known == null) return Optional.empty();
    var now = clock.instant();
    var unexpired = known.unexpired(now);
    int usable = ids(unexpired, KeyRing.Held::opens).size();
    var signing =
        known.signing(now).map(key -> Duration.between(key.createdAt(), now)).orElse(null);
    var readAge = Duration.between(known.readAt(), now);
    return Optional.of(new Glance(usable, unexpired.size() - usable, signing, readAge));
  }

  /**
   * Reads the keys now, and makes one where that is due.
   *
   * @throws Unavailable if the store cannot answer
   */
  public void refresh() {
    read();
  }

  private static List<KeyId> ids(List<KeyRing.Held> held, Predicate<KeyRing.Held> which) {
    return held.stream().filter(which).map(one -> one.key().id()).toList();
  }

  private KeyRing fresh(Instant now) {
    var known = ring;
    if (known == null) return first();
    boolean signs = known.signing(now).isPresent();
    if (within(signs ? STALE_AFTER : NEXT_TRY_AFTER, known.readAt(), now)) return known;
    var failed = failedAt;
    if (failed != null && within(NEXT_TRY_AFTER, failed, now)) return known;

    var started = startReading(background);
    if (!signs || !within(OLD_AFTER, known.readAt(), now)) await(started);
    var read = ring;
    return read == null ? known : read;
  }

  /** On either side: after a clock was set back, nothing waits until it has caught up. */
  private static boolean within(Duration span, Instant moment, Instant now) {
    return Duration.between(moment, now).abs().compareTo(span) < 0;
  }

  /** Nothing to go on with: whoever comes waits for the reading, and fails if it fails. */
  private KeyRing first() {
    try {
      return startReading(Runnable::run).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof Unavailable unavailable) throw unavailable;
      throw failed;
    }
  }

  /** One reading at a time; whoever comes meanwhile shares it. */
  private CompletableFuture<KeyRing> startReading(Executor where) {
    var mine = new CompletableFuture<KeyRing>();
    var running = reading.compareAndExchange(null, mine);
    if (running != null) return running;
    try {
      where.execute(() -> readInto(mine));
    } catch (RejectedExecutionException closing) {
      reading.set(null);
      mine.completeExceptionally(closing);
    }
    return mine;
  }

  private void readInto(CompletableFuture<KeyRing> mine) {
    try {
      var read = read();
      reading.set(null);
      mine.complete(read);
    } catch (RuntimeException | Error failed) {
      failedAt = clock.instant();
      var why = failed instanceof Unavailable later ? later.getMessage() : failed.toString();
      events.publish(new TokenEvent.RefreshFailed(String.valueOf(why)));
      reading.set(null);
      mine.completeExceptionally(failed);
    }
  }

  private static void await(CompletableFuture<KeyRing> started) {
    try {
      started.get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException goOnWithWhatThereIs) {
      // The keys in memory are good; the next request finds what the reading brought.
    }
  }

  private synchronized KeyRing read() {
    var now = clock.instant();
    var rows = store.all();
    if (rows.stream().allMatch(key -> key.isExpired(now))) {
      var first = newKey(now, rows.isEmpty() ? null : lifetimeAfter(rows.getLast()), null);
      if (store.addFirst(first, now)) created(first);
      rows = store.all();
    } else if (addSuccessorIfDue(rows, now)) {
      rows = store.all();
    }
    var read = new KeyRing(rows.stream().map(this::held).toList(), policy.algorithm(), now);
    ring = read;
    failedAt = null;
    return read;
  }

  private KeyRing.Held held(StoredKey key) {
    var opening = vault.open(key);
    if (opening == Opening.FAILED && reported.add(key.id().value() + key.privateKey())) {
      events.publish(new TokenEvent.KeyNotOpened(key.id()));
    }
    return new KeyRing.Held(key, opening);
  }

  /** Where the reference rotates keys by their end, a successor of the same lifetime follows. */
  private boolean addSuccessorIfDue(List<StoredKey> rows, Instant now) {
    var newest = rows.getLast();
    var end = newest.expiresAt();
    var lifetime = lifetimeAfter(newest);
    if (end == null || lifetime == null) return false;
    if (end.minus(shorter(SUCCEEDED_BEFORE_END, lifetime.dividedBy(2))).isAfter(now)) return false;
    if (vault.open(newest) == Opening.FAILED) return false;

    var successor = newKey(now, lifetime, now.plus(PUBLISHED_BEFORE_USE));
    if (store.addAfter(newest.id(), successor)) created(successor);
    return true;
  }

  private StoredKey newKey(Instant now, @Nullable Duration lifetime, @Nullable Instant activeFrom) {
    var id = new KeyId(entropy.text(KeyId.LENGTH));
    var end = lifetime == null ? null : now.plus(lifetime);
    return vault.generate(new NewKey(id, policy.algorithm(), now, end, activeFrom));
  }

  /** How long the key after this one lives; null: without an end, as this one. */
  private static @Nullable Duration lifetimeAfter(StoredKey key) {
    var end = key.expiresAt();
    if (end == null) return null;
    var lifetime = Duration.between(key.createdAt(), end);
    return lifetime.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : lifetime;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void created(StoredKey key) {
    events.publish(new TokenEvent.KeyCreated(key.id(), policy.algorithm()));
  }
}
