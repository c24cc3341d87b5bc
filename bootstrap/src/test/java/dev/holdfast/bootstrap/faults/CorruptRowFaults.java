package dev.holdfast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.load.Kind;
import dev.holdfast.bootstrap.faults.load.Outcome;
import dev.holdfast.bootstrap.faults.load.Rates;
import dev.holdfast.bootstrap.faults.rig.Pace;
import java.time.Duration;
import java.util.List;

/** F26: rows that no program of ours has written. */
final class CorruptRowFaults {
  private static final String HERS = "(select id from \"user\" where email = 'EMAIL')";

  private static final List<String> OF_ONE_ACCOUNT =
      List.of(
          "update account set password = 'garbage' where \"userId\" = " + HERS,
          "update account set password = null where \"userId\" = " + HERS,
          "update account set password = '' where \"userId\" = " + HERS,
          "update account set password = '$argon2id$v=19$m=4194304,t=99,p=1$c2FsdHNhbHQ$aGFzaA'"
              + " where \"userId\" = "
              + HERS,
          "update session set \"expiresAt\" = 'infinity' where \"userId\" = " + HERS,
          "update session set \"expiresAt\" = '-infinity' where \"userId\" = " + HERS,
          "update session set \"createdAt\" = 'infinity' where \"userId\" = " + HERS,
          "update session set \"updatedAt\" = '-infinity' where \"userId\" = " + HERS,
          "update \"user\" set \"createdAt\" = 'infinity' where email = 'EMAIL'",
          "update \"user\" set name = '' where email = 'EMAIL'",
          "update \"user\" set image = 'no picture' where email = 'EMAIL'",
          "update \"user\" set email = 'no address EMAIL' where email = 'EMAIL'");

  private static final String KEY_OF_NOBODY =
      """
      insert into jwks (id, "publicKey", "privateKey", "createdAt")
      values ('corrupt', 'no key', 'no key', now())
      """;

  @FullRow
  void f26_a_corrupt_row_concerns_its_account_and_nobody_else() {
    try (var run = new FaultRun("F26", "Garbage in hashes, times, addresses and keys")) {
      var cluster = run.cluster();
      var server = run.server(cluster.url()).awaitReady();
      var load = run.people(server);
      var victims = run.people(server);
      for (var damage : OF_ONE_ACCOUNT) {
        cluster.sql().run(damage.replace("EMAIL", victims.crowd(0)));
      }
      cluster.sql().run(KEY_OF_NOBODY);

      load.start(Rates.USUAL);
      victims.start(new Rates(10, 0, 5, 3, 0, 0, 0, 0));
      Pace.pass(Duration.ofSeconds(20));
      server.kill();
      server.startAgain();
      var _ = server.untilReady();
      long again = System.nanoTime();
      Pace.pass(Duration.ofSeconds(15));

      var theirs = victims.stop();
      var answers = load.stop();
      run.figures()
          .atMost(
              "failed requests of everybody else",
              0,
              answers
                  .ofUsers()
                  .failures()
                  .where(probe -> probe.outcome() != Outcome.DROPPED)
                  .between(again, Long.MAX_VALUE)
                  .count());
      run.figures()
          .atMost(
              "5xx other than 503, of the accounts concerned",
              0,
              theirs.where(probe -> probe.status() >= 500 && probe.status() != 503).count());
      System.out.println("the accounts concerned:\n" + theirs.evidence());
      assertThat(theirs.of(Kind.SIGN_IN).count()).isPositive();
      assertThat(server.log()).contains("password_hash_malformed");
      run.assertInvariants(answers, load.truth(cluster.sql()).withoutHalfMade());
    }
  }
}
