package dev.holdfast.domain.platform;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of the server's surroundings cannot answer now. It says nothing about anybody's identity:
 * it becomes 503 with {@code Retry-After} and never "not signed in" (checklist 4.15, faults I3).
 */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What could not answer. */
  public enum Part {
    /** The database, the network to it, or the pool before it. */
    STORE,
    /** No signing key can be used. */
    KEYS,
    /** Password hashing is at its limit; nothing was looked at. */
    HASHING
  }

  /** What is known of the effect of the call that failed. */
  public enum Effect {
    /** Nothing was applied: the same call may be made again. */
    NONE,
    /** The answer was lost on the way; the effect may be there or not. */
    UNKNOWN
  }

  private final Part part;
  private final Effect effect;

  public Unavailable(Part part, Effect effect, String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.part = part;
    this.effect = effect;
  }

  public static Unavailable store(String detail, @Nullable Throwable cause) {
    return new Unavailable(Part.STORE, Effect.NONE, detail, cause);
  }

  public static Unavailable keys(String detail) {
    return new Unavailable(Part.KEYS, Effect.NONE, detail, null);
  }

  public static Unavailable hashing(String detail) {
    return new Unavailable(Part.HASHING, Effect.NONE, detail, null);
  }

  public Part part() {
    return part;
  }

  public Effect effect() {
    return effect;
  }

  /** The reason code of the refusal; an overloaded hasher is no reason of its own. */
  public Optional<Reason> reason() {
    return switch (part) {
      case STORE -> Optional.of(Reason.STORE_UNAVAILABLE);
      case KEYS -> Optional.of(Reason.KEYS_UNAVAILABLE);
      case HASHING -> Optional.empty();
    };
  }
}
