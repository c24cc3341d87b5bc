package dev.holdfast.postgres;

import dev.holdfast.domain.platform.Deadline;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.postgres.Failures.Stage;
import dev.holdfast.postgres.Pool.Borrowed;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way to the database, once there is one: gives out connections, tries again where that may
 * help and does no harm, and draws its conclusions from what comes back.
 */
final class Link {
  /** Ours, so that it is treated as what a standby itself says to a write. */
  private static final String NOT_THE_PRIMARY = "25006";

  private static final long SHORTEST_PAUSE = Duration.ofMillis(10).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofMillis(60).toNanos();

  private final Machine machine;
  private final Breaker breaker;
  private final Prober prober;
  private final ClockOffset offset;
  private final AtomicLong lastUse = new AtomicLong();
  private volatile @Nullable Pool pool;
  private volatile @Nullable Installation installation;

  Link(Machine machine, Breaker breaker, Prober prober, ClockOffset offset) {
    this.machine = machine;
    this.breaker = breaker;
    this.prober = prober;
    this.offset = offset;
  }

  void made(Pool connections) {
    pool = connections;
  }

  void found(Installation what) {
    installation = what;
  }

  /** What was found; {@link Unavailable} until the database was reached once. */
  Installation installation() {
    var known = installation;
    if (known == null) throw Unavailable.store("the database was not reached yet", null);
    return known;
  }

  /** Null until the database was reached once. */
  @Nullable Pool pool() {
    return pool;
  }

  /** When somebody last wanted something of the database. */
  long lastUse() {
    return lastUse.get();
  }

  /** What this one caller did since did not count as use. */
  void unused(long before, long since) {
    lastUse.compareAndSet(since, before);
  }

  /** By this machine's clock. */
  Instant now() {
    return machine.clock().instant();
  }

  long nanos() {
    return machine.uptime().nanos();
  }

  /** Tells of a statement; the moment of its sending, for {@link #ended}. */
  long sending(String sql) {
    machine.statements().sent(sql);
    return nanos();
  }

  void ended(String sql, long sent) {
    machine.statements().ended(sql, nanos() - sent);
  }

  /** The server answered, and said this of itself. */
  void answered(Row server, Instant sent) throws SQLException {
    if (server.flag("standby")) {
      throw new SQLException("the server is a standby: it may be behind", NOT_THE_PRIMARY);
    }
    if (offset.isDue()) {
      offset.measure(server.moment("now"), sent);
    }
    breaker.succeeded();
  }

  /** Only the row's owner is concerned; that nobody can be told apart from a fault of the store. */
  Unavailable corrupt(String sql, Row.CorruptRow row) {
    tell(sql, row);
    return Unavailable.store(String.valueOf(row.getMessage()), row);
  }

  void tell(String sql, Row.CorruptRow row) {
    machine.events().publish(new DatabaseEvent.RowCorrupt(sql, row.column()));
  }

  /**
   * Does the work on a connection; again where that may help and the first time changed nothing.
   */
  <T> T repeated(Function<Borrowed, T> work) {
    // The thaw of a frozen process is noticed here at the latest, before a connection is borrowed.
    lastUse.set(machine.uptime().nanos());
    for (int tries = 1; ; tries++) {
      try (var borrowed = borrow(tries)) {
        long since = nanos();
        try {
          return work.apply(borrowed);
        } catch (Failed failed) {
          draw(borrowed, failed.failure());
          throw failed;
        } finally {
          machine.statements().used(nanos() - since);
        }
      } catch (Failed failed) {
        var failure = failed.failure();
        if (!failure.mayBeRepeated(tries)) throw failure.toException();
        if (failure.remedy() == Failure.Remedy.PAUSE) pause();
      }
    }
  }

  private void draw(Borrowed borrowed, Failure failure) {
    if (!failure.isLost()) return;
    var connections = pool;
    if (connections != null && failure.isOfTheWay()) connections.lost(borrowed, failure);
    prober.doubt();
  }

  private Borrowed borrow(int tries) {
    var connections = pool;
    if (connections == null) throw Unavailable.store("the database was not reached yet", null);
    long since = nanos();
    try {
      return tries == 1 ? connections.borrow() : connections.borrowAlive();
    } catch (SQLException problem) {
      prober.doubt();
      throw Failures.classify(problem, Stage.CONNECTING).toException();
    } catch (Unavailable away) {
      prober.wanted();
      throw away;
    } finally {
      machine.statements().waited(nanos() - since);
    }
  }

  private static void pause() {
    long nanos = ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE, LONGEST_PAUSE);
    LockSupport.parkNanos(Math.min(nanos, Deadline.left(Duration.ofSeconds(1)).toNanos()));
  }
}
