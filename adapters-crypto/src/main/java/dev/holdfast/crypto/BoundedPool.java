package dev.holdfast.crypto;

import dev.holdfast.domain.platform.Deadline;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Heavy work on a fixed number of platform threads behind a bounded queue (decisions, "Heavy CPU
 * work never runs on virtual threads"; checklist 2.5). Work that cannot start in time is taken back
 * and costs nothing.
 */
final class BoundedPool implements AutoCloseable {
  /** Threads keep the process small while nobody needs them. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final ThreadPoolExecutor threads;
  private final Duration startWithin;

  BoundedPool(String name, int threads, int waiting, Duration startWithin) {
    this(numbered(name), threads, waiting, startWithin);
  }

  BoundedPool(ThreadFactory factory, int threads, int waiting, Duration startWithin) {
    this.startWithin = startWithin;
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(waiting),
            factory,
            new ThreadPoolExecutor.AbortPolicy());
    this.threads.allowCoreThreadTimeOut(true);
  }

  /** Threads {@code name-1}, {@code name-2}, ... that keep no process alive. */
  static ThreadFactory numbered(String name) {
    return Thread.ofPlatform().daemon().name(name + "-", 1).factory();
  }

  /** Why work was not done; nothing of it was begun. */
  enum Refusal {
    /** As many wait as could start in time. */
    FULL,
    /** It waited for its turn in vain. */
    LATE,
    /** The server stops. */
    CLOSED
  }

  /** The work was refused. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    Refused(Refusal refusal) {
      super(refusal.name(), null, false, false);
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }

  /** How much waits for its turn. */
  int waiting() {
    return threads.getQueue().size();
  }

  /** How much is being done. */
  int running() {
    return threads.getActiveCount();
  }

  /** Does the work and waits for it; what it throws, this throws. */
  <T> T call(Supplier<T> work) throws Refused {
    var job = new Job<>(work);
    try {
      threads.execute(job);
    } catch (RejectedExecutionException full) {
      throw new Refused(threads.isShutdown() ? Refusal.CLOSED : Refusal.FULL);
    }
    try {
      if (!job.startsWithin(Deadline.left(startWithin)) && job.claim()) {
        threads.remove(job);
        throw new Refused(threads.isShutdown() ? Refusal.CLOSED : Refusal.LATE);
      }
      return job.result.get();
    } catch (InterruptedException interrupted) {
      if (job.claim()) threads.remove(job);
      Thread.currentThread().interrupt();
      throw new Refused(Refusal.LATE);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException fault) throw fault;
      throw new IllegalStateException(failed.getCause());
    }
  }

  /** Takes no more work, and ends when what was accepted is done, or the time is over. */
  boolean drain(Duration within) {
    threads.shutdown();
    try {
      return threads.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    if (!drain(DRAIN)) threads.shutdownNow();
  }

  /** Work that either a thread or the caller who gives up claims, never both. */
  private static final class Job<T> implements Runnable {
    private final FutureTask<T> result;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CountDownLatch started = new CountDownLatch(1);

    Job(Supplier<T> work) {
      this.result = new FutureTask<>(work::get);
    }

    boolean claim() {
      return claimed.compareAndSet(false, true);
    }

    boolean startsWithin(Duration time) throws InterruptedException {
      return started.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
      if (!claim()) return;
      started.countDown();
      result.run();
    }
  }
}
