package dev.holdfast.application.token;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.IssuerKeys;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.TokenEvent;
import dev.holdfast.domain.token.TokenVerifier;
import dev.holdfast.domain.token.TrustedKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's keys in memory. They are fetched once for all who ask, again after {@link #FRESH}
 * without anybody waiting, and when a token names an unknown key, but not more often than every
 * {@link #BETWEEN_FETCHES} (checklist 7.15). While the issuer cannot be asked the keys that were
 * had go on, however old they are; a set without one usable key is no answer and replaces nothing.
 */
public final class FetchedKeys implements TrustedKeys {
  /** As long as Holdfast lets its key set be cached. */
  static final Duration FRESH = Duration.ofMinutes(5);

  /** While there are keys; a stream of made-up key ids costs the issuer no more. */
  static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

  /** While there are none: whoever comes in between is told at once that there are none. */
  static final Duration BETWEEN_FIRST_FETCHES = Duration.ofSeconds(2);

  /** How long somebody waits for a fetch, which bounds itself; a little more than that. */
  static final Duration WAIT = Duration.ofSeconds(4);

  private static final String NOT_YET = "the issuer has not answered yet";

  private record Held(List<PublicJwk> keys, Map<KeyId, Algorithm> usable, Instant fetchedAt) {}

  private final IssuerKeys issuer;
  private final TokenVerifier verifier;
  private final Events events;
  private final InstantSource clock;
  private final Executor background;

  private final AtomicReference<@Nullable CompletableFuture<Void>> fetching =
      new AtomicReference<>();

  private volatile @Nullable Held held;
  private volatile @Nullable Instant triedAt;

  /** Why the last fetch failed; null if it did not. */
  private volatile @Nullable String failure;

  public FetchedKeys(
      IssuerKeys issuer,
      TokenVerifier verifier,
      Events events,
      InstantSource clock,
      Executor background) {
    this.issuer = issuer;
    this.verifier = verifier;
    this.events = events;
    this.clock = clock;
    this.background = background;
  }

  /**
   * How it stands.
   *
   * @param keys that can be used; none if none were ever had
   * @param age since they were fetched
   * @param failure why the last fetch failed; null if it did not
   */
  public record Status(Map<KeyId, Algorithm> keys, Duration age, @Nullable String failure) {
    public Status {
      keys = Map.copyOf(keys);
    }
  }

  /** Asks for newer keys where that is due, and waits for nothing. */
  public Status status() {
    fetchIfDue();
    var known = held;
    if (known == null) {
      var why = failure;
      return new Status(Map.of(), Duration.ZERO, why == null ? NOT_YET : why);
    }
    return new Status(
        known.usable(), Duration.between(known.fetchedAt(), clock.instant()), failure);
  }

  /**
   * Fetches now; says how it stands then.
   *
   * @return as {@link #status}
   */
  public Status refresh() {
    await(startFetching());
    return status();
  }

  @Override
  public List<PublicJwk> current() {
    var known = held;
    if (known != null) {
      fetchIfDue();
      return known.keys();
    }
    if (!triedWithin(BETWEEN_FIRST_FETCHES) || fetching.get() != null) await(startFetching());
    var first = held;
    if (first != null) return first.keys();
    var why = failure;
    throw Unavailable.keys(why == null ? NOT_YET : why);
  }

  @Override
  public List<PublicJwk> newer() {
    if (!triedWithin(BETWEEN_FETCHES) || fetching.get() != null) await(startFetching());
    var keys = current();
    var why = failure;
    if (why != null) {
      throw Unavailable.keys("the token's key is not among those at hand, and newer ones: " + why);
    }
    return keys;
  }

  private void fetchIfDue() {
    var known = held;
    boolean due =
        known == null
            ? !triedWithin(BETWEEN_FIRST_FETCHES)
            : !within(FRESH, known.fetchedAt()) && !triedWithin(BETWEEN_FETCHES);
    if (due) {
      var _ = startFetching(); // nobody waits
    }
  }

  private boolean triedWithin(Duration span) {
    var tried = triedAt;
    return tried != null && within(span, tried);
  }

  /** On either side: after a clock was set back, nothing waits until it has caught up. */
  private boolean within(Duration span, Instant moment) {
    return Duration.between(moment, clock.instant()).abs().compareTo(span) < 0;
  }

  /** One fetch at a time; whoever comes meanwhile shares it. */
  private CompletableFuture<Void> startFetching() {
    var mine = new CompletableFuture<Void>();
    var running = fetching.compareAndExchange(null, mine);
    if (running != null) return running;
    triedAt = clock.instant();
    try {
      background.execute(() -> fetchInto(mine));
    } catch (RejectedExecutionException closing) {
      fetching.set(null);
      mine.complete(null);
    }
    return mine;
  }

  private void fetchInto(CompletableFuture<Void> mine) {
    try {
      fetched(issuer.fetch());
    } catch (RuntimeException failed) {
      var why = failed instanceof Unavailable later ? later.getMessage() : failed.toString();
      failed(String.valueOf(why));
    } finally {
      fetching.set(null);
      mine.complete(null);
    }
  }

  private void fetched(List<PublicJwk> keys) {
    var usable = verifier.usable(keys);
    if (usable.isEmpty()) {
      failed("the issuer's key set has no key that can be used");
      return;
    }
    var before = held;
    // The same list for the same keys, so that nobody reads them anew.
    boolean same = before != null && before.keys().equals(keys);
    var kept = before != null && same ? before.keys() : List.copyOf(keys);
    held = new Held(kept, usable, clock.instant());
    boolean back = failure != null;
    failure = null;
    if (!same || back) events.publish(new TokenEvent.KeysFetched(usable));
  }

  private void failed(String why) {
    boolean told = why.equals(failure);
    failure = why;
    if (!told) events.publish(new TokenEvent.KeysNotFetched(why, held != null));
  }

  private static void await(CompletableFuture<Void> started) {
    try {
      started.get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException goOnWithWhatThereIs) {
      // What there is decides; the next request finds what the fetch brought.
    }
  }
}
