package dev.holdfast.bootstrap.faults.load;

import dev.holdfast.bootstrap.faults.rig.Pace;
import dev.holdfast.bootstrap.faults.rig.SqlView;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Users who go on asking at a fixed rate, whatever the answers are. Each question has a virtual
 * thread of its own, so a slow answer delays nobody else.
 */
public final class Load implements AutoCloseable {
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(13);

  private final Caller caller;
  private final People people = new People();
  private final Ledger ledger;
  private final Requests requests;
  private final List<Thread> rhythms = new ArrayList<>();
  private final ExecutorService users = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore hashes = new Semaphore(4);
  private volatile boolean running = true;

  /**
   * Sends nothing yet.
   *
   * @param base the instance to ask
   * @param origin the public URL
   * @param ledger the file for what is acknowledged
   */
  public Load(URI base, String origin, Path ledger) {
    this.caller = new Caller(base, origin);
    this.ledger = new Ledger(ledger);
    this.requests = new Requests(caller, people, this.ledger, () -> running);
  }

  /** Signs some people up, one after the other, each with three devices. */
  public Load populate(int persons) {
    for (int i = 0; i < persons; i++) {
      requests.signUp();
      var newest = people.all().getLast();
      for (int device = 1; device < 3; device++) {
        if (!requests.signIn(newest)) throw new AssertionError("no sign-in before the fault");
      }
    }
    requests.revoke();
    requests.signOut();
    return this;
  }

  /** Begins to ask. */
  public Load start(Rates rates) {
    rhythm(rates.checks(), requests::check);
    rhythm(rates.endedChecks(), requests::checkEnded);
    rhythm(rates.tokens(), requests::token);
    rhythm(rates.signIns(), requests::signIn);
    rhythm(rates.signUps(), requests::signUp);
    rhythm(rates.revokes(), requests::revoke);
    rhythm(rates.signOuts(), requests::signOut);
    rhythm(rates.health(), requests::live);
    rhythm(rates.health(), requests::ready);
    return this;
  }

  /**
   * Asks a fixed number of times, as many at once as there are clients; returns when it is done.
   */
  public Load mixed(int clients, int questions) {
    var left = new AtomicInteger(questions);
    var all = new ArrayList<Thread>();
    for (int client = 0; client < clients; client++) {
      all.add(
          Thread.startVirtualThread(
              () -> {
                for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) ask(n);
              }));
    }
    try {
      for (var client : all) client.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    return this;
  }

  /** Out of twenty questions: thirteen checks, and of everything else some. */
  private void ask(int number) {
    switch (number % 20) {
      case 1, 11 -> requests.token();
      case 2 -> hashing(requests::signUp);
      case 3 -> hashing(requests::signIn);
      case 4 -> requests.revoke();
      case 5 -> requests.signOut();
      case 6 -> requests.checkEnded();
      default -> requests.check();
    }
  }

  /** More hashes at once than the server has time for would be refused, for that reason alone. */
  private void hashing(Runnable question) {
    hashes.acquireUninterruptibly();
    try {
      question.run();
    } finally {
      hashes.release();
    }
  }

  /** From now on this instance is asked. */
  public void turnTo(URI instance) {
    caller.turnTo(instance);
  }

  /** Ends asking and waits for the last answers. */
  public Answers stop() {
    running = false;
    rhythms.forEach(Thread::interrupt);
    users.shutdown();
    try {
      if (!users.awaitTermination(LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("somebody still waits for an answer");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    return new Answers(List.copyOf(requests.probes()));
  }

  /** Whether everything that was acknowledged is true, over HTTP and in the tables. */
  public Truth truth(SqlView database) {
    return Truth.of(caller, people, database);
  }

  /** How much was acknowledged. */
  public long acknowledged() {
    return ledger.size();
  }

  private void rhythm(double perSecond, Runnable question) {
    if (perSecond == 0) return;
    long pause = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    rhythms.add(Thread.ofPlatform().daemon().name("rhythm").start(() -> ask(pause, question)));
  }

  private void ask(long pause, Runnable question) {
    for (long next = System.nanoTime(); running; next += pause) {
      Pace.until(next);
      if (running && !users.isShutdown()) users.execute(question);
    }
  }

  @Override
  public void close() {
    running = false;
    rhythms.forEach(Thread::interrupt);
    var _ = users.shutdownNow();
    caller.close();
    ledger.close();
  }
}
