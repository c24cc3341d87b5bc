package dev.holdfast.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.domain.platform.Deadline;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.platform.Uptime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The connections of this process. Nobody waits for one without a limit: a semaphore stands before
 * the pool, because the pool itself knows no wait per call. None is kept ready in advance: where
 * nobody waits, nobody tries to connect to a database that is away.
 */
final class Pool implements AutoCloseable {
  private static final Duration RELEASE = Duration.ofSeconds(1);
  private static final Duration RENEWAL_PAUSE = Duration.ofMillis(500);

  /** A connection that is closed says so at once. */
  private static final Duration SILENCE = Deadlines.VALIDATION.minusMillis(50);

  /** How often the pool looks for idle connections; by default longer than a platform waits. */
  private static final String HOUSEKEEPING = "com.zaxxer.hikari.housekeeping.periodMs";

  /**
   * The pool would ask each idle connection before it gives it out, one after the other: where they
   * died without a word the first request would use up its time on them. So that is done here.
   */
  private static final String UNASKED = "com.zaxxer.hikari.aliveBypassWindowMs";

  /** The driver's own setting of the socket; it never needs another thread. */
  private static final Executor SAME_THREAD = Runnable::run;

  private final Duration connect;
  private final HikariDataSource connections;
  private final Breaker breaker;
  private final Semaphore permits;
  private final LastUse lastUse;
  private final AtomicInteger generation = new AtomicInteger();
  private final AtomicLong renewed = new AtomicLong(System.nanoTime() - RENEWAL_PAUSE.toNanos());

  /**
   * Opens nothing yet.
   *
   * @param failures told of each connection that could not be made
   */
  Pool(
      ConnectionPlan plan,
      int size,
      Consumer<SQLException> failures,
      Breaker breaker,
      Uptime uptime) {
    var mode = plan.mode();
    this.lastUse = new LastUse(uptime);
    this.breaker = breaker;
    this.connect = mode.connect();
    this.permits = new Semaphore(size, true);
    System.setProperty(UNASKED, Long.toString(Duration.ofDays(1).toMillis()));
    if (mode == ConnectionMode.SERVERLESS) System.setProperty(HOUSEKEEPING, "5000");
    this.connections =
        new HikariDataSource(
            configuration(mode, size, new ConnectionSource(plan, lastUse, failures)));
  }

  private static HikariConfig configuration(
      ConnectionMode mode, int size, ConnectionSource source) {
    var configuration = new HikariConfig();
    configuration.setDataSource(source);
    configuration.setPoolName("holdfast");
    configuration.setAutoCommit(true);
    configuration.setMaximumPoolSize(size);
    configuration.setMinimumIdle(0);
    configuration.setInitializationFailTimeout(-1);
    configuration.setConnectionTimeout(mode.connect().toMillis());
    configuration.setValidationTimeout(Deadlines.VALIDATION.toMillis());
    var keepAlive = mode.keepAlive();
    configuration.setKeepaliveTime(keepAlive == null ? 0 : keepAlive.toMillis());
    configuration.setMaxLifetime(mode.life().toMillis());
    configuration.setIdleTimeout(mode.idle().toMillis());
    configuration.setExceptionOverride(new Evictions());
    return configuration;
  }

  /**
   * A connection; whoever uses it sets limits with {@link Borrowed#limit}. One that was idle for a
   * while is asked whether it is alive.
   *
   * @throws Unavailable when the database is away, or all are busy for too long
   * @throws SQLException when none can be made
   */
  Borrowed borrow() throws SQLException {
    return borrow(false);
  }

  /**
   * The same for a second try, with a connection that has just answered: where one was found dead,
   * the next one in the pool may be dead as well, and nobody has noticed yet.
   */
  Borrowed borrowAlive() throws SQLException {
    return borrow(true);
  }

  private Borrowed borrow(boolean doubtful) throws SQLException {
    for (int dead = 0; dead < connections.getMaximumPoolSize(); dead++) {
      var borrowed = take();
      var connection = borrowed.connection();
      if (!doubtful && !lastUse.isLongAgo(connection)) return borrowed;
      if (isAlive(connection)) return borrowed;
      // Evicting closes it; giving it back as well would put the closed one into the pool again.
      connections.evictConnection(connection);
      permits.release();
    }
    return take();
  }

  /** Where one is silent, the way to the database swallows the others' words, too. */
  private boolean isAlive(Connection connection) {
    long asked = System.nanoTime();
    try {
      connection.setNetworkTimeout(SAME_THREAD, (int) Deadlines.VALIDATION.toMillis());
      if (connection.isValid(1)) return true;
    } catch (SQLException closed) {
      return false;
    }
    boolean silent = System.nanoTime() - asked >= SILENCE.toNanos();
    if (silent) renew();
    return false;
  }

  private Borrowed take() throws SQLException {
    breaker.admit();
    if (!permitInTime()) throw Unavailable.store("all connections are busy", null);
    boolean borrowed = false;
    try {
      breaker.admit();
      int before = generation.get();
      var connection = new Borrowed(connection(), permits, lastUse, before);
      borrowed = true;
      return connection;
    } finally {
      if (!borrowed) permits.release();
    }
  }

  /**
   * A connection was lost in use. Others are likely to be: the next one borrowed is a fresh one.
   */
  void lost(Borrowed borrowed, Failure failure) {
    // That one from before a renewal is dead says nothing new about the database.
    boolean news = borrowed.generation() == generation.get();
    long now = System.nanoTime();
    long last = renewed.get();
    // In a burst of failures only the first call counts, or the fresh ones would go as well.
    if (now - last > RENEWAL_PAUSE.toNanos() && renewed.compareAndSet(last, now)) renew();
    if (news) breaker.failed(failure.said());
  }

  /** Lets go of all connections made so far: at once those that are idle, the others after use. */
  int renew() {
    generation.incrementAndGet();
    var pool = connections.getHikariPoolMXBean();
    int idle = pool.getIdleConnections();
    pool.softEvictConnections();
    return idle;
  }

  private Connection connection() throws SQLException {
    var left = Deadline.left(connect);
    return left.equals(connect) ? connections.getConnection() : connectionWithin(left);
  }

  /** The pool's own wait for a new connection is a fixed one, and longer than what is left. */
  private Connection connectionWithin(Duration left) throws SQLException {
    var made = new CompletableFuture<Connection>();
    Thread.ofVirtual().start(() -> hand(made));
    try {
      return made.get(left.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      if (made.completeExceptionally(late)) {
        throw Unavailable.store("no connection was made in the time that was left", null);
      }
      return made.join();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof SQLException problem) throw problem;
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopped) {
      made.cancel(false);
      throw interrupted(stopped);
    }
  }

  /** One that came too late goes back into the pool. */
  private void hand(CompletableFuture<Connection> made) {
    try {
      var connection = connections.getConnection();
      if (!made.complete(connection)) connection.close();
    } catch (SQLException | RuntimeException failed) {
      made.completeExceptionally(failed);
    }
  }

  /** How it stands at this moment. */
  Load load() {
    var pool = connections.getHikariPoolMXBean();
    return new Load(
        pool.getActiveConnections(),
        pool.getIdleConnections(),
        connections.getMaximumPoolSize(),
        permits.getQueueLength());
  }

  boolean hasConnections() {
    return connections.getHikariPoolMXBean().getTotalConnections() > 0;
  }

  /** The pool closes connections on a thread of its own. */
  void awaitRelease() {
    var pool = connections.getHikariPoolMXBean();
    long end = System.nanoTime() + RELEASE.toNanos();
    while (pool.getIdleConnections() > 0 && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private boolean permitInTime() {
    try {
      long wait = Deadline.left(Deadlines.BORROW).toMillis();
      return permits.tryAcquire(wait, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      throw interrupted(stopped);
    }
  }

  private static Unavailable interrupted(InterruptedException stopped) {
    Thread.currentThread().interrupt();
    return Unavailable.store("interrupted while waiting for a connection", stopped);
  }

  @Override
  public void close() {
    connections.close();
  }

  /**
   * One connection in use. Giving it back never hides what went wrong with it.
   *
   * @param generation how often all were renewed before it was borrowed
   */
  record Borrowed(Connection connection, Semaphore permits, LastUse lastUse, int generation)
      implements AutoCloseable {

    /** From now on an answer must come within this time. */
    void limit(Deadlines.Limits limits) throws SQLException {
      connection.setNetworkTimeout(SAME_THREAD, limits.socket());
    }

    @Override
    public void close() {
      try {
        try (connection) {
          lastUse.isNow(connection);
        }
      } catch (SQLException alreadyBroken) {
        // The pool drops a connection that it cannot clean; the caller knows of the failure.
      } finally {
        permits.release();
      }
    }
  }
}
