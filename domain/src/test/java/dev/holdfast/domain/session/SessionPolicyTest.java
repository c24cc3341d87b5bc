package dev.holdfast.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.session.SessionPolicy.Standing;
import dev.holdfast.domain.session.SessionPolicy.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class SessionPolicyTest {
  private static final Instant START = Instant.parse("2026-11-24T04:03:03.035Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);

  private final SessionPolicy policy =
      new SessionPolicy(WEEK, DAY, DAY, MONTH, null, TokenForm.DIGEST);

  @Test
  void a_session_starts_with_a_week_to_go() {
    var session = started(policy, true);

    assertThat(session.createdAt()).isEqualTo(START);
    assertThat(session.updatedAt()).isEqualTo(START);
    assertThat(session.expiresAt()).isEqualTo(START.plus(WEEK));
    assertThat(session.token().form()).isEqualTo(TokenForm.DIGEST);
  }

  @Test
  void a_session_that_is_not_remembered_has_one_day() {
    assertThat(started(policy, false).expiresAt()).isEqualTo(START.plus(DAY));
  }

  @Test
  void no_session_starts_with_an_end_beyond_the_absolute_one() {
    var strict = new SessionPolicy(WEEK, DAY, DAY, Duration.ofHours(8), null, TokenForm.PLAIN);

    assertThat(started(strict, true).expiresAt()).isEqualTo(START.plus(Duration.ofHours(8)));
    assertThat(started(strict, false).expiresAt()).isEqualTo(START.plus(Duration.ofHours(8)));
  }

  @Test
  void a_young_session_is_good_and_not_due() {
    var session = started(policy, true);

    assertThat(policy.standing(session, START)).isEqualTo(new Standing.Good());
    assertThat(policy.standing(session, START.plus(DAY).minusMillis(1)))
        .isEqualTo(new Standing.Good());
  }

  @Test
  void a_session_is_due_from_the_update_age_on() {
    var dayLater = START.plus(DAY);

    assertThat(policy.standing(started(policy, true), dayLater))
        .isEqualTo(new Standing.Due(dayLater.plus(WEEK)));
  }

  @Test
  void checklist_4_6_after_six_days_and_23_hours_it_is_renewed() {
    var now = START.plus(Duration.ofDays(6)).plus(Duration.ofHours(23));

    assertThat(policy.standing(started(policy, true), now))
        .isEqualTo(new Standing.Due(now.plus(WEEK)));
  }

  @Test
  void checklist_4_6_after_seven_idle_days_it_is_over() {
    var session = started(policy, true);

    assertThat(policy.standing(session, session.expiresAt().plusMillis(1)))
        .isEqualTo(new Standing.Over());
  }

  @Test
  void at_the_very_moment_of_its_end_it_still_counts_as_in_the_reference() {
    var session = started(policy, true);

    assertThat(policy.standing(session, session.expiresAt()))
        .isEqualTo(new Standing.Due(session.expiresAt().plus(WEEK)));
  }

  @Test
  void checklist_4_6_daily_use_ends_with_the_thirtieth_day() {
    var session = started(policy, true);
    for (var now = START; !now.isAfter(START.plus(MONTH)); now = now.plus(DAY)) {
      switch (policy.standing(session, now)) {
        case Standing.Due(Instant newExpiry) ->
            session = session.renewed(session.token(), newExpiry, now);
        case Standing.Good() -> assertThat(session.expiresAt()).isAfterOrEqualTo(now);
        case Standing.Over() -> throw new AssertionError("over too early, at " + now);
      }
      assertThat(session.expiresAt()).isBeforeOrEqualTo(START.plus(MONTH));
    }

    assertThat(session.expiresAt()).isEqualTo(START.plus(MONTH));
    assertThat(policy.standing(session, START.plus(MONTH).plusMillis(1)))
        .isEqualTo(new Standing.Over());
  }

  @Test
  void near_the_absolute_end_nothing_is_due_any_more() {
    var lastRenewal = START.plus(Duration.ofDays(24));
    var session = started(policy, true);
    session = session.renewed(session.token(), START.plus(MONTH), lastRenewal);

    for (var now = lastRenewal; now.isBefore(START.plus(MONTH)); now = now.plus(DAY)) {
      assertThat(policy.standing(session, now)).isEqualTo(new Standing.Good());
    }
  }

  @Test
  void an_end_that_somebody_else_moved_beyond_the_absolute_one_does_not_count() {
    var session = started(policy, true);
    var moved = session.renewed(session.token(), START.plus(Duration.ofDays(300)), START);

    assertThat(policy.standing(moved, START.plus(MONTH))).isEqualTo(new Standing.Good());
    assertThat(policy.standing(moved, START.plus(MONTH).plusMillis(1)))
        .isEqualTo(new Standing.Over());
  }

  @Test
  void without_an_absolute_end_daily_use_goes_on() {
    var endless = new SessionPolicy(WEEK, DAY, DAY, Duration.ZERO, null, TokenForm.PLAIN);
    var session = started(endless, true);
    var inTenYears = START.plus(Duration.ofDays(3650));
    session = session.renewed(session.token(), inTenYears.plus(DAY), inTenYears.minus(DAY));

    assertThat(endless.absoluteEnd(session)).isEqualTo(Instant.MAX);
    assertThat(endless.standing(session, inTenYears))
        .isEqualTo(new Standing.Due(inTenYears.plus(WEEK)));
  }

  @Test
  void an_update_age_of_zero_renews_at_every_use() {
    var eager = new SessionPolicy(WEEK, Duration.ZERO, DAY, MONTH, null, TokenForm.PLAIN);
    var now = START.plusSeconds(1);

    assertThat(eager.standing(started(eager, true), now))
        .isEqualTo(new Standing.Due(now.plus(WEEK)));
  }

  @Test
  void a_session_that_is_not_remembered_would_be_due_at_once() {
    var now = START.plusSeconds(1);

    assertThat(policy.standing(started(policy, false), now))
        .as("which is why the caller has to suppress it")
        .isEqualTo(new Standing.Due(now.plus(WEEK)));
  }

  @Test
  void adopted_sessions_count_from_the_adoption_and_do_not_end_in_one_minute() {
    var adoption = START.plus(Duration.ofDays(400));
    var adopting = new SessionPolicy(WEEK, DAY, DAY, MONTH, adoption, TokenForm.PLAIN);
    var ends = new HashSet<Instant>();
    for (int i = 0; i < 1000; i++) {
      var end = adopting.absoluteEnd(session(adopting, "id-of-session-" + i, START));
      assertThat(end).isBetween(adoption.plus(MONTH), adoption.plus(MONTH.multipliedBy(2)));
      ends.add(end);
    }

    assertThat(ends).hasSizeGreaterThan(400);
    assertThat(
            ends.stream().filter(end -> end.isBefore(adoption.plus(Duration.ofDays(45)))).count())
        .as("ends in the first half of the spread")
        .isBetween(ends.size() / 3L, ends.size() * 2L / 3);
  }

  @Test
  void the_spread_of_a_session_is_the_same_on_every_instance_and_in_every_release() {
    var adopting = new SessionPolicy(WEEK, DAY, DAY, MONTH, START.plus(DAY), TokenForm.PLAIN);
    var session = session(adopting, "lbhyM49cRZRCyO1KfZiSHIocUUSyNVCO", START);

    assertThat(adopting.absoluteEnd(session)).isEqualTo(Instant.parse("2027-01-16T12:27:03.035Z"));
  }

  @Test
  void sessions_that_started_after_the_adoption_count_from_their_start() {
    var adopting = new SessionPolicy(WEEK, DAY, DAY, MONTH, START, TokenForm.PLAIN);

    assertThat(adopting.absoluteEnd(session(adopting, "s-1", START))).isEqualTo(START.plus(MONTH));
    assertThat(adopting.absoluteEnd(session(adopting, "s-1", START.minusMillis(1))))
        .isAfterOrEqualTo(START.plus(MONTH));
  }

  @Test
  void a_policy_that_contradicts_itself_is_none() {
    assertThatThrownBy(
            () -> new SessionPolicy(Duration.ZERO, DAY, DAY, MONTH, null, TokenForm.PLAIN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new SessionPolicy(WEEK, DAY, DAY, MONTH.negated(), null, TokenForm.PLAIN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Session started(SessionPolicy policy, boolean remembered) {
    return policy.start(
        new SessionId("s-1"),
        new UserId("ada"),
        new SessionToken("bhkdciIYrgdDMFqVWRQzQZmCM5XH9uKI"),
        new Start(Device.UNKNOWN, remembered, START));
  }

  private static Session session(SessionPolicy policy, String id, Instant createdAt) {
    return policy.start(
        new SessionId(id),
        new UserId("ada"),
        new SessionToken("bhkdciIYrgdDMFqVWRQzQZmCM5XH9uKI"),
        new Start(Device.UNKNOWN, true, createdAt));
  }
}
