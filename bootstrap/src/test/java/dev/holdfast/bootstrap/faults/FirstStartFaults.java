package dev.holdfast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.load.Rates;
import dev.holdfast.bootstrap.faults.rig.Pace;
import dev.holdfast.bootstrap.faults.rig.PackagedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** F33 and F34: the first start on an empty database, twice at once or cut short. */
final class FirstStartFaults {
  private static final int TWINS = 10;
  private static final Duration FIRST_CUT = Duration.ofMillis(600);
  private static final Duration LAST_CUT = Duration.ofMillis(2_400);
  private static final Duration STEP = Duration.ofMillis(150);

  @FullRow
  void f33_two_instances_that_start_at_once_make_one_schema_one_key_and_one_of_each_user() {
    try (var run = new FaultRun("F33", "Two instances start at once on an empty database")) {
      var cluster = run.cluster();
      var first = run.server(cluster.url());
      var second = run.server(cluster.url(), "BETTER_AUTH_URL", first.origin());
      first.awaitReady();
      second.awaitReady();

      long twice = 0;
      for (int twin = 0; twin < TWINS; twin++) twice += signUpOnBoth(first, second, twin) - 1;
      run.figures().atMost("duplicate users", 0, twice);
      run.figures()
          .atMost(
              "duplicate signing keys", 0, cluster.sql().number("select count(*) - 1 from jwks"));
      assertThat(second.body("/api/auth/jwks")).isEqualTo(first.body("/api/auth/jwks"));

      var load = run.people(first).start(Rates.USUAL);
      Pace.pass(Duration.ofSeconds(3));
      load.turnTo(second.base());
      Pace.pass(Duration.ofSeconds(3));
      var answers = load.stop();
      run.figures().atMost("failed requests", 0, answers.failures().count());
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }

  @FullRow
  void f34_a_first_start_that_is_killed_is_taken_up_by_the_next() {
    try (var run = new FaultRun("F34", "First start killed after 0.6, 0.75, … 2.4 s")) {
      var cluster = run.cluster();
      List<String> unhealed = new ArrayList<>();
      int cuts = 0;
      for (var cut = FIRST_CUT; cut.compareTo(LAST_CUT) <= 0; cut = cut.plus(STEP)) {
        cuts++;
        cluster.asOwner().run("drop database auth with (force)");
        cluster.asOwner().run("create database auth owner holdfast");
        try (var server = run.server(cluster.url())) {
          Pace.pass(cut);
          server.kill();
          server.startAgain();
          var _ = server.untilReady();
          int status = server.post("/api/auth/sign-up/email", body(cuts));
          if (status != 200) unhealed.add(cut + ": sign-up " + status);
          long keys = cluster.sql().number("select count(*) from jwks");
          if (keys != 1) unhealed.add(cut + ": keys " + keys);
        }
      }
      run.figures().noted("starts killed", Integer.toString(cuts));
      run.figures().atMost("starts that needed a hand", 0, unhealed.size());
      assertThat(unhealed).isEmpty();
    }
  }

  /** How many of the two were told that it worked. */
  private static int signUpOnBoth(PackagedServer first, PackagedServer second, int twin) {
    var one =
        CompletableFuture.supplyAsync(() -> first.post("/api/auth/sign-up/email", body(twin)));
    var other =
        CompletableFuture.supplyAsync(() -> second.post("/api/auth/sign-up/email", body(twin)));
    assertThat(List.of(one.join(), other.join())).isSubsetOf(200, 422);
    return (one.join() == 200 ? 1 : 0) + (other.join() == 200 ? 1 : 0);
  }

  private static String body(int twin) {
    return "{\"name\":\"Twin\",\"email\":\"twin-%d@example.com\",\"password\":\"horse battery\"}"
        .formatted(twin);
  }
}
