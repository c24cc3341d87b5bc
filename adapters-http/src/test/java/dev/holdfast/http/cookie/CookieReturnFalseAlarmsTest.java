package dev.holdfast.http.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.http.cookie.CookieAttributes.SameSite;
import dev.holdfast.http.cookie.CookieReturn.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often the detector is wrong, where every cookie works. It can be wrong where several people
 * are one client to it: the same address (an office, a mobile carrier) and the same browser. One
 * signs in and leaves at once; another, who is not signed in, opens pages.
 */
final class CookieReturnFalseAlarmsTest {
  private static final RequestShape PAGE =
      new RequestShape("same-origin", "https://auth.example.com", "auth.example.com");

  /** Of those who sign in, how many close the page before it asks who they are. */
  private static final double LEAVE_AT_ONCE = 0.01;

  private static final double SECONDS_BETWEEN_SIGN_INS = 30;
  private static final int SIGN_INS = 100_000;

  private record Step(long at, Runnable what) {}

  /** A world of clients; time jumps from step to step. */
  private static final class World {
    private final Random random = new Random(28);
    private final PriorityQueue<Step> steps =
        new PriorityQueue<>(Comparator.comparingLong(Step::at));
    private final CookieReturn watch;
    private long now;
    private int alarms;

    World() {
      var cookies = new CookieAttributes("better-auth", true, SameSite.LAX, null);
      watch =
          new CookieReturn(
              cookies,
              event -> alarms++,
              () -> now,
              (delay, work) -> steps.add(new Step(now + delay.toNanos(), work)));
    }

    /** Exponentially distributed. */
    private long gap(double seconds) {
      return (long) (-Math.log(1 - random.nextDouble()) * seconds * 1e9);
    }

    void signIns(int clients) {
      long at = 0;
      for (int i = 0; i < SIGN_INS; i++) {
        at += gap(SECONDS_BETWEEN_SIGN_INS);
        var client = new Client("198.51.100.7", random.nextInt(clients));
        var token = new SessionToken("token-" + i);
        steps.add(new Step(at, () -> watch.issued(client, PAGE, token)));
        if (random.nextDouble() >= LEAVE_AT_ONCE) {
          steps.add(new Step(at + gap(1), () -> watch.presented(token)));
        }
      }
    }

    /** Somebody who is not signed in opens a page, which asks twice within a second. */
    void visitors(int clients, double secondsBetween) {
      double end = SIGN_INS * SECONDS_BETWEEN_SIGN_INS * 1e9;
      for (long at = gap(secondsBetween); at < end; at += gap(secondsBetween)) {
        var client = new Client("198.51.100.7", random.nextInt(clients));
        Runnable check = () -> watch.missing(client, PAGE, Reason.NO_CREDENTIALS);
        steps.add(new Step(at, check));
        steps.add(new Step(at + Duration.ofMillis(500).toNanos(), check));
      }
    }

    double ratePerThousandSignIns() {
      while (!steps.isEmpty()) {
        var step = steps.poll();
        now = Math.max(now, step.at());
        step.what().run();
      }
      now += Duration.ofMinutes(2).toNanos();
      watch.sweep();
      return alarms * 1_000.0 / SIGN_INS;
    }
  }

  /**
   * The page states the rates that are measured here.
   *
   * @param clients how many browsers can be told apart behind the one address
   */
  @ParameterizedTest
  @CsvSource({"1000, 0.1", "20, 2.0", "1, 2.0"})
  void the_rate_of_false_alarms_behind_one_address_stays_below(
      int clients, double atMost, TestReporter reporter) {
    var world = new World();
    world.signIns(clients);
    world.visitors(clients, 20);
    double rate = world.ratePerThousandSignIns();
    reporter.publishEntry(clients + " browsers", rate + " false alarms per thousand sign-ins");
    assertThat(rate).isLessThanOrEqualTo(atMost);
  }

  @Test
  void people_who_can_be_told_apart_cause_none() {
    var world = new World();
    world.signIns(1_000_000_000);
    world.visitors(1_000_000_000, 20);
    assertThat(world.ratePerThousandSignIns()).isZero();
  }

  @Test
  void the_page_names_the_bounds() throws IOException {
    var page = Files.readString(Path.of("..", "docs", "cookies.md"));
    assertThat(page).contains("0.1", "per thousand sign-ins");
    for (var cause : ReturnCause.values()) assertThat(page).contains("`" + cause.code() + "`");
  }
}
