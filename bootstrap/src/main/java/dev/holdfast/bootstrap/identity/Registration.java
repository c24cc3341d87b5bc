package dev.holdfast.bootstrap.identity;

import dev.holdfast.application.instance.MeetInstances;
import dev.holdfast.domain.instance.InstanceStore;
import dev.holdfast.domain.platform.Deadline;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.postgres.Database;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this instance registered: once the start is over, then twice a minute. A database that may
 * sleep is only told while requests keep it awake (decisions "Serverless quiet").
 */
public final class Registration implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.start");
  private static final Duration BEAT = Duration.ofSeconds(30);

  /** How often it is looked whether the start is over, or the database awake. */
  private static final Duration LOOK = Duration.ofMillis(250);

  /** A stop must not wait for a database that is away. */
  private static final Duration LEAVING = Duration.ofSeconds(1);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final MeetInstances meet;
  private final InstanceStore store;
  private final OwnInstance own;
  private final BooleanSupplier started;
  private final Database database;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean registered;

  /**
   * Does nothing yet.
   *
   * @param started whether the database was reached
   */
  public Registration(
      MeetInstances meet,
      InstanceStore store,
      OwnInstance own,
      BooleanSupplier started,
      Database database) {
    this.meet = meet;
    this.store = store;
    this.own = own;
    this.started = started;
    this.database = database;
    this.thread = Thread.ofPlatform().daemon().name("registration").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** The others need not wait until it is forgotten; where the database is away they do. */
  @Override
  public void close() {
    closed.countDown();
    try {
      boolean ended = thread.join(LEAVING);
      if (ended && registered) {
        var _ = Deadline.within(LEAVING, System::nanoTime, () -> database.whileAwake(this::leave));
      }
    } catch (Unavailable away) {
      LOG.debug("this instance could not be unregistered: {}", away.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void leave() {
    store.leave(own.id());
  }

  private void run() {
    try {
      while (!started.getAsBoolean()) if (isClosedWithin(LOOK)) return;
      beat();
      while (!isClosedWithin(registered ? BEAT : LOOK_AGAIN)) {
        while (!database.whileAwake(this::beat)) if (isClosedWithin(LOOK_AGAIN)) return;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosedWithin(Duration time) throws InterruptedException {
    return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What is known of the others stays while they cannot be asked for. */
  private void beat() {
    try {
      meet.execute();
      registered = true;
    } catch (Unavailable away) {
      LOG.debug("the other instances cannot be asked for: {}", away.getMessage());
    } catch (RuntimeException failed) {
      LOG.atWarn().setCause(failed).log("the other instances cannot be compared");
    }
  }
}
