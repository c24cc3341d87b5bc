package dev.holdfast.domain.platform;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where what this thread does comes from: which request, from which address, or which command. It
 * is handed down without being passed on, as {@link Deadline} is: what is written down about an
 * effect is written where the effect is, and no use case does anything with it.
 *
 * @param request the id that the caller was given; null where there is no request
 * @param address the client's, in the reference's form; null if unknown
 * @param userAgent as the client sent it, cut; null if it sent none
 * @param marker what the deployment's own tools mark their traces with; null for everybody else
 */
public record Source(
    Actor actor,
    @Nullable String request,
    @Nullable String address,
    @Nullable String userAgent,
    @Nullable String marker) {

  /** Longer ones are somebody's idea of a joke, or of a full disk. */
  public static final int LONGEST_USER_AGENT = 256;

  private static final Source SERVER = new Source(Actor.SERVER, null, null, null, null);
  private static final Source OPERATOR = new Source(Actor.OPERATOR, null, null, null, null);

  private static final ScopedValue<Source> CURRENT = ScopedValue.newInstance();

  /** On whose behalf something is done. */
  public enum Actor {
    /** Whoever sent the request. */
    CALLER,
    /** Whoever gave a command where the server runs. */
    OPERATOR,
    /** Nobody asked: the server itself. */
    SERVER
  }

  public Source {
    userAgent = userAgent == null ? null : cut(userAgent);
  }

  /** Of a request; empty texts mean unknown. */
  public static Source ofRequest(String id, String address, String userAgent) {
    return new Source(Actor.CALLER, id, unlessEmpty(address), unlessEmpty(userAgent), null);
  }

  /** Where the current thread's work comes from. */
  public static Source current() {
    return CURRENT.orElse(SERVER);
  }

  /** Does work that comes from here. */
  public void run(Runnable work) {
    ScopedValue.where(CURRENT, this).run(work);
  }

  /** Does work that an operator asked for. */
  public static <T> T asOperator(Supplier<T> work) {
    return ScopedValue.where(CURRENT, OPERATOR).call(work::get);
  }

  /** This one, with its traces marked. */
  public Source markedAs(String with) {
    return new Source(actor, request, address, userAgent, with);
  }

  private static @Nullable String unlessEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Never in the middle of a character, and without what a database cannot store. */
  private static String cut(String text) {
    int end = Math.min(text.length(), LONGEST_USER_AGENT);
    var kept = new StringBuilder(end);
    text.substring(0, end)
        .codePoints()
        .map(one -> one == 0 || isHalf(one) ? '?' : one)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
