package dev.holdfast.bootstrap.faults.load;

import static dev.holdfast.bootstrap.faults.load.Outcome.GOOD;
import static dev.holdfast.bootstrap.faults.load.Outcome.REVOKED_ACCEPTED;

import dev.holdfast.bootstrap.faults.rig.Pace;
import java.time.Duration;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;

/**
 * What one user does, and what the answer means. Whatever was acknowledged is in the ledger before
 * anybody builds on it; what was not is repeated as an application would, until it is certain.
 */
final class Requests {
  private static final Duration BEFORE_REPEATING = Duration.ofSeconds(1);
  private static final int REPEATS = 90;

  /** The others give up, or a long outage would end in a flood of its own making. */
  private static final int WHO_REPEAT = 5;

  private final Caller caller;
  private final People people;
  private final Ledger ledger;
  private final BooleanSupplier mayRepeat;
  private final Semaphore repeating = new Semaphore(WHO_REPEAT);
  private final Queue<Probe> probes = new ConcurrentLinkedQueue<>();
  private final SortedMap<String, Long> retryAfters = new ConcurrentSkipListMap<>();

  /**
   * Sends nothing yet.
   *
   * @param mayRepeat false once the run is over
   */
  Requests(Caller caller, People people, Ledger ledger, BooleanSupplier mayRepeat) {
    this.caller = caller;
    this.people = people;
    this.ledger = ledger;
    this.mayRepeat = mayRepeat;
  }

  Queue<Probe> probes() {
    return probes;
  }

  /** Asks for a session that must be there. */
  void check() {
    people
        .anyLive()
        .ifPresent(
            device -> {
              var answer = caller.get("/api/auth/get-session", device.cookie());
              // Somebody may have begun to end it meanwhile; then "null" is no lie.
              boolean mustBeThere = device.isLive();
              boolean there = answer.isOk() && answer.body().contains(device.person().email());
              note(Kind.CHECK, answer, there ? GOOD : mustBeThere ? answer.failure() : GOOD);
            });
  }

  /** The same; how long to wait before asking again. */
  Duration checkAndWait() {
    var device = people.anyLive();
    if (device.isEmpty()) return BEFORE_REPEATING;
    var answer = caller.get("/api/auth/get-session", device.get().cookie());
    boolean there = answer.isOk() && answer.body().contains(device.get().person().email());
    note(Kind.CHECK, answer, there ? GOOD : answer.failure());
    if (answer.retryAfter().isEmpty()) return BEFORE_REPEATING;
    retryAfters.merge(answer.retryAfter(), 1L, Long::sum);
    return Duration.ofSeconds(Long.parseLong(answer.retryAfter()));
  }

  SortedMap<String, Long> retryAfters() {
    return retryAfters;
  }

  /** Asks for a session that must not be there. */
  void checkEnded() {
    people
        .anyEnded()
        .ifPresent(
            device -> {
              var answer = caller.get("/api/auth/get-session", device.cookie());
              boolean there = answer.isOk() && answer.body().contains("@example.com");
              var outcome = there ? REVOKED_ACCEPTED : answer.isNull() ? GOOD : answer.failure();
              note(Kind.CHECK_ENDED, answer, outcome);
            });
  }

  void token() {
    people
        .anyLive()
        .ifPresent(
            device -> {
              var answer = caller.get("/api/auth/token", device.cookie());
              boolean there = answer.isOk() && !answer.token().isEmpty();
              note(Kind.TOKEN, answer, there || !device.isLive() ? GOOD : answer.failure());
            });
  }

  void signIn() {
    people.anybody().ifPresent(this::signIn);
  }

  boolean signIn(Person person) {
    var answer = caller.post("/api/auth/sign-in/email", person.signInBody(), "");
    if (!answer.isOk()) {
      note(Kind.SIGN_IN, answer, answer.failure());
      return false;
    }
    ledger.acknowledged("signed-in", person.email());
    people.add(new Device(person, answer.token(), answer.cookie()));
    note(Kind.SIGN_IN, answer, GOOD);
    return true;
  }

  /** Repeated until it is certain: the same sign-up gives one user, however often it was sent. */
  boolean signUp(Person person) {
    return untilCertain(attempt -> signUp(person, attempt > 0));
  }

  private boolean signUp(Person person, boolean again) {
    var answer = caller.post("/api/auth/sign-up/email", person.signUpBody(), "");
    // 422 to a repeated one: an earlier attempt had worked and its answer was lost.
    boolean isThere = answer.isOk() || (again && answer.status() == 422);
    if (isThere) {
      ledger.acknowledged("signed-up", person.email());
      people.add(person);
    }
    if (answer.isOk()) people.add(new Device(person, answer.token(), answer.cookie()));
    note(Kind.SIGN_UP, answer, isThere ? GOOD : answer.failure());
    return isThere;
  }

  void revoke() {
    people
        .beginEndingOne()
        .ifPresent(
            pair -> {
              var body = "{\"token\":\"%s\"}".formatted(pair.ending().token());
              end(Kind.REVOKE, "/api/auth/revoke-session", body, pair.staying(), pair.ending());
            });
  }

  void signOut() {
    people
        .beginEndingOne()
        .ifPresent(
            pair -> end(Kind.SIGN_OUT, "/api/auth/sign-out", "{}", pair.ending(), pair.ending()));
  }

  /** Repeated until it is certain: ending twice is no error. */
  private void end(Kind kind, String path, String body, Device asking, Device ending) {
    var _ = untilCertain(_ -> endOnce(kind, path, body, asking, ending));
  }

  /** Whether nothing more is to be learned by asking again. */
  private boolean endOnce(Kind kind, String path, String body, Device asking, Device ending) {
    var answer = caller.post(path, body, asking.cookie());
    if (answer.isOk()) {
      ledger.acknowledged("ended", ending.person().email());
      ending.ended();
    }
    boolean askerIsThere = asking != ending && asking.isLive();
    boolean refused = answer.status() == 401 || answer.status() == 403;
    boolean fair = answer.isOk() || (refused && !askerIsThere);
    note(kind, answer, fair ? GOOD : answer.failure());
    return answer.isOk() || refused;
  }

  /** The first device of somebody ends all her others. */
  void revokeOthers(String email) {
    var hers = people.devices().stream().filter(d -> d.person().email().equals(email)).toList();
    var others = hers.stream().skip(1).filter(Device::beginEnding).toList();
    var answer = caller.post("/api/auth/revoke-other-sessions", "{}", hers.getFirst().cookie());
    if (answer.isOk()) {
      ledger.acknowledged("ended-others", email);
      others.forEach(Device::ended);
    }
    note(Kind.REVOKE_OTHERS, answer, answer.isOk() ? GOOD : answer.failure());
  }

  void live() {
    var answer = caller.get("/health/live", "");
    note(Kind.LIVE, answer, answer.isOk() ? GOOD : answer.failure());
  }

  void ready() {
    var answer = caller.get("/health/ready", "");
    note(Kind.READY, answer, answer.isOk() ? GOOD : answer.failure());
  }

  private void note(Kind kind, Answer answer, Outcome outcome) {
    var note = outcome == GOOD ? "" : answer.shortly();
    probes.add(new Probe(kind, answer.start(), answer.end(), answer.status(), outcome, note));
  }

  /** Runs attempts until one is certain; only so many do so at once, the others try once. */
  private boolean untilCertain(IntPredicate attempt) {
    if (attempt.test(0)) return true;
    if (!repeating.tryAcquire()) return false;
    try {
      for (int again = 1; again < REPEATS; again++) {
        Pace.pass(BEFORE_REPEATING);
        if (!mayRepeat.getAsBoolean()) return false;
        if (attempt.test(again)) return true;
      }
      return false;
    } finally {
      repeating.release();
    }
  }
}
