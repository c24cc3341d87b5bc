package dev.holdfast.bootstrap.faults.load;

import dev.holdfast.bootstrap.faults.rig.Pace;
import dev.holdfast.bootstrap.faults.rig.SqlView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether the server keeps to what it acknowledged, asked after a run: every user can be found once
 * and whole, every live session is served, every ended one is not (invariants I1, I2, I8, I9).
 *
 * @param lost acknowledged effects that are not there
 * @param revived sessions that were ended and are served
 * @param halfMade users or sessions that are there in part, or twice
 */
public record Truth(List<String> lost, List<String> revived, List<String> halfMade) {
  private static final int SIGN_INS = 10;
  private static final int ASKED_AGAIN = 20;
  private static final Duration BEFORE_REPEATING = Duration.ofMillis(500);

  public Truth {
    lost = List.copyOf(lost);
    revived = List.copyOf(revived);
    halfMade = List.copyOf(halfMade);
  }

  /** How many sessions stand otherwise than they should. */
  public long wrongSessions() {
    return lost.stream().filter(line -> line.startsWith("session")).count() + revived.size();
  }

  /** For a run that damages rows itself. */
  public Truth withoutHalfMade() {
    return new Truth(lost, revived, List.of());
  }

  static Truth of(Caller caller, People people, SqlView database) {
    var lost = new ArrayList<String>();
    var revived = new ArrayList<String>();
    for (var device : people.devices()) {
      if (!device.isLive() && !device.isEnded()) continue;
      var answer = certain(() -> caller.get("/api/auth/get-session", device.cookie()));
      boolean there = answer.isOk() && answer.body().contains(device.person().email());
      if (device.isLive() && !there)
        lost.add("session of " + device.person().email() + ": " + answer.shortly());
      if (device.isEnded() && !answer.isNull())
        revived.add(device.person().email() + ": " + answer.shortly());
    }
    var known = database.column("select lower(email) from \"user\"");
    var persons = people.all();
    for (var person : persons) {
      if (!known.contains(person.email())) lost.add("user " + person.email());
    }
    for (var person : persons.reversed().stream().limit(SIGN_INS).toList()) {
      var answer = certain(() -> caller.post("/api/auth/sign-in/email", person.signInBody(), ""));
      if (!answer.isOk()) lost.add("password of " + person.email() + ": " + answer.shortly());
    }
    return new Truth(lost, revived, halfMade(database));
  }

  /** 503 and silence say nothing: asked again until there is an answer. */
  private static Answer certain(Supplier<Answer> question) {
    var answer = question.get();
    for (int again = 0;
        again < ASKED_AGAIN && (answer.isNone() || answer.status() == 503);
        again++) {
      Pace.pass(BEFORE_REPEATING);
      answer = question.get();
    }
    return answer;
  }

  private static List<String> halfMade(SqlView database) {
    var found = new ArrayList<String>();
    database
        .column(
            """
            select u.email from "user" u where not exists (
              select 1 from account a
              where a."userId" = u.id and a."providerId" = 'credential' and a.password is not null)
            """)
        .forEach(email -> found.add("no password: " + email));
    database
        .column("select lower(email) from \"user\" group by 1 having count(*) > 1")
        .forEach(email -> found.add("twice: " + email));
    database
        .column(
            """
            select s.id from session s where not exists (
              select 1 from "user" u where u.id = s."userId")
            """)
        .forEach(id -> found.add("session of nobody: " + id));
    return found;
  }
}
