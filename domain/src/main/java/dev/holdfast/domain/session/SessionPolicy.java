package dev.holdfast.domain.session;

import dev.holdfast.domain.account.UserId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long sessions live (protocol sessions-and-cookies §4, checklist 4.6).
 *
 * @param expiresIn from sign-in or renewal to the end
 * @param updateAge how long after sign-in or renewal a session is renewed again
 * @param freshAge how long after sign-in sensitive changes are allowed; zero: always
 * @param maxLifetime from sign-in to the end that no renewal moves; zero: none
 * @param adoptedAt when Holdfast took over a database that had sessions; null if there were none
 * @param form how tokens are written
 */
public record SessionPolicy(
    Duration expiresIn,
    Duration updateAge,
    Duration freshAge,
    Duration maxLifetime,
    @Nullable Instant adoptedAt,
    TokenForm form) {

  /** A browser session ends after a day, whatever the browser does. */
  public static final Duration NOT_REMEMBERED = Duration.ofDays(1);

  public SessionPolicy {
    if (!expiresIn.isPositive()) throw new IllegalArgumentException("sessions must last");
    if (updateAge.isNegative() || freshAge.isNegative() || maxLifetime.isNegative()) {
      throw new IllegalArgumentException("an age is below zero");
    }
  }

  /** A session of this user that starts now. */
  public Session start(SessionId id, UserId user, SessionToken token, Start start) {
    var now = start.now();
    var wanted = now.plus(start.remembered() ? expiresIn : NOT_REMEMBERED);
    var expiry = maxLifetime.isZero() ? wanted : earlier(wanted, now.plus(maxLifetime));
    return new Session(id, user, StoredToken.of(token, form), start.device(), expiry, now, now);
  }

  /** The circumstances of a sign-in. */
  public record Start(Device device, boolean remembered, Instant now) {
    /** The same circumstances at another moment. */
    public Start at(Instant moment) {
      return new Start(device, remembered, moment);
    }
  }

  /** What a session is worth at this moment. */
  public Standing standing(Session session, Instant now) {
    var end = absoluteEnd(session);
    if (session.expiresAt().isBefore(now) || end.isBefore(now)) return new Standing.Over();

    var due = !session.expiresAt().minus(expiresIn).plus(updateAge).isAfter(now);
    var newExpiry = earlier(now.plus(expiresIn), end);
    // Near the absolute end a renewal would win nothing: nothing is written on every check then.
    if (due && newExpiry.isAfter(session.expiresAt())) return new Standing.Due(newExpiry);
    return new Standing.Good();
  }

  /**
   * The end that no renewal moves. Sessions older than the adoption count from the adoption, each
   * stretched by a factor of its own between 1 and 2, so that they do not all end in one minute.
   */
  public Instant absoluteEnd(Session session) {
    if (maxLifetime.isZero()) return Instant.MAX;
    var created = session.createdAt();
    if (adoptedAt == null || !created.isBefore(adoptedAt)) return created.plus(maxLifetime);
    var spread = Math.floorMod(spread(session.id()), 1000);
    return adoptedAt.plus(maxLifetime).plus(maxLifetime.multipliedBy(spread).dividedBy(1000));
  }

  /** String.hashCode is specified, hence the same on every instance and in every release. */
  private static int spread(SessionId id) {
    int hash = id.value().hashCode();
    return hash ^ (hash >>> 16);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** What a session is worth at one moment. */
  public sealed interface Standing {
    record Good() implements Standing {}

    /** Good, and old enough to be renewed to this end. */
    record Due(Instant newExpiry) implements Standing {}

    record Over() implements Standing {}
  }
}
