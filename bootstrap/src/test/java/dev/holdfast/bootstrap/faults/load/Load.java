package dev.holdfast.bootstrap.faults.load;

import dev.holdfast.bootstrap.faults.rig.Pace;
import dev.holdfast.bootstrap.faults.rig.SqlView;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Users who go on asking at a fixed rate, whatever the answers are. Each question has a virtual
 * thread of its own, so a slow answer delays nobody else.
 */
public final class Load implements AutoCloseable {
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(13);

  private final Caller caller;
  private final People people;
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
   * @param first the number of the first person, so that two crowds differ
   */
  public Load(URI base, String origin, Path ledger, int first) {
    this.people = new People(first);
    this.caller = new Caller(base, origin);
    this.ledger = new Ledger(ledger);
    this.requests = new Requests(caller, people, this.ledger, () -> running);
  }

  /** Signs some people up, one after the other, each with three devices. */
  public Load populate(int persons) {
    for (int i = 0; i < persons; i++) {
      var _ = crowd(2);
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
    rhythm(rates.signUps(), this::signUp);
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
    return each(clients, questions, this::ask);
  }

  /** The same with nothing but session checks. */
  public Load checks(int clients, int questions) {
    return each(clients, questions, _ -> requests.check());
  }

  private Load each(int clients, int questions, IntConsumer question) {
    var left = new AtomicInteger(questions);
    return together(
        clients,
        () -> {
          for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) {
            question.accept(n);
          }
        });
  }

  /** As many sign-ins as so many clients get, each as soon as its last one is answered. */
  public void signInsUntil(int clients, long nanoTime) {
    var _ =
        together(
            clients,
            () -> {
              while (System.nanoTime() < nanoTime) requests.signIn();
            });
  }

  /** Clients who check their session every second, and after a 503 when they are told to. */
  public void impatient(int clients) {
    for (int client = 0; client < clients; client++) {
      users.execute(
          () -> {
            Pace.pass(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1_000)));
            while (running) Pace.pass(requests.checkAndWait());
          });
    }
  }

  /** What was said in Retry-After, and how often. */
  public SortedMap<String, Long> retryAfters() {
    return requests.retryAfters();
  }

  /** Somebody new with so many devices besides the first; her address. */
  public String crowd(int devices) {
    var person = people.stranger();
    if (!requests.signUp(person)) throw new AssertionError("no sign-up");
    for (int device = 0; device < devices; device++) {
      if (!requests.signIn(person)) throw new AssertionError("no sign-in");
    }
    return person.email();
  }

  /** All her sessions have ended, by other means than by asking for it. */
  public void expired(String email) {
    people.devices().stream()
        .filter(device -> device.person().email().equals(email))
        .forEach(Device::ended);
  }

  /** Her first device ends all others. */
  public void revokeOthers(String email) {
    requests.revokeOthers(email);
  }

  private Load together(int clients, Runnable work) {
    var all = new ArrayList<Thread>();
    for (int client = 0; client < clients; client++) all.add(Thread.startVirtualThread(work));
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
      case 2 -> hashing(this::signUp);
      case 3 -> hashing(requests::signIn);
      case 4 -> requests.revoke();
      case 5 -> requests.signOut();
      case 6 -> requests.checkEnded();
      default -> requests.check();
    }
  }

  private void signUp() {
    var _ = requests.signUp(people.stranger());
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
