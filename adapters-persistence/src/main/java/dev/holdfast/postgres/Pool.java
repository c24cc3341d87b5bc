package dev.holdfast.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.domain.platform.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connections of this process. Nobody waits for one without a limit: a semaphore stands before
 * the pool, because the pool itself knows no wait per call.
 */
final class Pool implements AutoCloseable {
  private static final int MINIMUM_IDLE = 2;
  private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);
  private static final Duration MAX_LIFETIME = Duration.ofMinutes(30);
  private static final Duration IDLE = Duration.ofMinutes(10);

  private static final Duration RENEWAL_PAUSE = Duration.ofMillis(500);

  /** The driver's own setting of the socket; it never needs another thread. */
  private static final Executor SAME_THREAD = Runnable::run;

  private final HikariDataSource connections;
  private final Semaphore permits;
  private final AtomicLong renewed = new AtomicLong(System.nanoTime() - RENEWAL_PAUSE.toNanos());

  /** Opens nothing yet: the first connections are made in the background. */
  Pool(DatabaseSettings settings) {
    permits = new Semaphore(settings.poolSize(), true);
    connections = new HikariDataSource(configuration(settings));
  }

  private static HikariConfig configuration(DatabaseSettings settings) {
    var configuration = new HikariConfig();
    configuration.setJdbcUrl(Connections.url(settings));
    configuration.setDataSourceProperties(Connections.properties(settings, Deadlines.BORROW));
    configuration.setPoolName("holdfast");
    configuration.setAutoCommit(true);
    configuration.setMaximumPoolSize(settings.poolSize());
    configuration.setMinimumIdle(Math.min(MINIMUM_IDLE, settings.poolSize()));
    configuration.setInitializationFailTimeout(-1);
    configuration.setConnectionTimeout(Deadlines.BORROW.toMillis());
    configuration.setValidationTimeout(Deadlines.VALIDATION.toMillis());
    configuration.setKeepaliveTime(KEEP_ALIVE.toMillis());
    configuration.setMaxLifetime(MAX_LIFETIME.toMillis());
    configuration.setIdleTimeout(IDLE.toMillis());
    configuration.setExceptionOverride(new Evictions());
    return configuration;
  }

  /**
   * A connection whose every answer must come within the socket's deadline.
   *
   * @throws Unavailable when all are busy for too long
   * @throws SQLException when none can be made
   */
  Borrowed borrow(Deadlines deadlines) throws SQLException {
    if (!permitInTime()) throw Unavailable.store("all connections are busy", null);
    try {
      var connection = connections.getConnection();
      try {
        connection.setNetworkTimeout(SAME_THREAD, deadlines.socketMillis());
        return new Borrowed(connection, permits);
      } catch (SQLException | RuntimeException broken) {
        connection.close();
        throw broken;
      }
    } catch (SQLException | RuntimeException none) {
      permits.release();
      throw none;
    }
  }

  /**
   * The same for a second try, with a connection that has just answered: where one was found dead,
   * the next one in the pool may be dead as well, and nobody has noticed yet.
   */
  Borrowed borrowAlive(Deadlines deadlines) throws SQLException {
    for (int dead = 0; dead < connections.getMaximumPoolSize(); dead++) {
      var borrowed = borrow(deadlines);
      if (borrowed.connection().isValid(1)) return borrowed;
      // Evicting closes it; giving it back as well would put the closed one into the pool again.
      connections.evictConnection(borrowed.connection());
      permits.release();
    }
    return borrow(deadlines);
  }

  /**
   * Lets go of all connections made so far, so that the next one borrowed is a fresh one: where one
   * was found dead, others are likely to be. In a burst of failures only the first call counts, or
   * the fresh ones would go as well.
   */
  void renew() {
    long now = System.nanoTime();
    long last = renewed.get();
    if (now - last > RENEWAL_PAUSE.toNanos() && renewed.compareAndSet(last, now)) {
      connections.getHikariPoolMXBean().softEvictConnections();
    }
  }

  private boolean permitInTime() {
    try {
      return permits.tryAcquire(Deadlines.BORROW.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Unavailable.store("interrupted while waiting for a connection", stopped);
    }
  }

  @Override
  public void close() {
    connections.close();
  }

  /** One connection in use. Giving it back never hides what went wrong with it. */
  record Borrowed(Connection connection, Semaphore permits) implements AutoCloseable {
    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException alreadyBroken) {
        // The pool drops a connection that it cannot clean; the caller knows of the failure.
      } finally {
        permits.release();
      }
    }
  }
}
