package dev.holdfast.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.account.UserId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SessionTest {
  private static final Instant START = Instant.parse("2026-11-24T04:03:03.035Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final Session session =
      new Session(
          new SessionId("s-1"),
          new UserId("ada"),
          new StoredToken("bhkdciIYrgdDMFqVWRQzQZmCM5XH9uKI"),
          new Device("203.0.113.7", "tests/1"),
          START.plus(Duration.ofDays(7)),
          START,
          START);

  @Test
  void checklist_4_12_a_session_is_fresh_for_less_than_the_fresh_age() {
    assertThat(session.isFresh(DAY, START)).isTrue();
    assertThat(session.isFresh(DAY, START.plus(DAY).minusMillis(1))).isTrue();
    assertThat(session.isFresh(DAY, START.plus(DAY))).isFalse();
  }

  @Test
  void a_renewal_makes_no_session_fresh_again() {
    var later = START.plus(Duration.ofDays(3));
    var renewed = session.renewed(session.token(), later.plus(Duration.ofDays(7)), later);

    assertThat(renewed.isFresh(DAY, later)).isFalse();
  }

  @Test
  void a_fresh_age_of_zero_asks_for_nothing() {
    assertThat(session.isFresh(Duration.ZERO, START.plus(Duration.ofDays(1000)))).isTrue();
  }

  @Test
  void a_renewal_moves_the_end_and_nothing_of_who_and_where() {
    var later = START.plus(Duration.ofDays(3));
    var form = StoredToken.of(new SessionToken(session.token().value()), TokenForm.DIGEST);

    var renewed = session.renewed(form, later.plus(Duration.ofDays(7)), later);

    assertThat(renewed)
        .isEqualTo(
            new Session(
                session.id(),
                session.user(),
                form,
                session.device(),
                later.plus(Duration.ofDays(7)),
                START,
                later));
  }
}
