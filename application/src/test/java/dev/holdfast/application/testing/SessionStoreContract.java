package dev.holdfast.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.account.User;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.KnownSession;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionHandle;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.domain.session.StoredToken;
import dev.holdfast.domain.session.TokenForm;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@code SessionStore} promises. */
public abstract class SessionStoreContract {
  protected abstract Stores stores();

  private static final Instant NOW = TestClock.START;

  private final User ada = People.ada();
  private final User grace = People.grace();
  private final Session laptop = Sessions.of(ada, "laptop", TokenForm.DIGEST, NOW);
  private final Session phone = Sessions.of(ada, "phone", TokenForm.PLAIN, NOW.plusSeconds(60));
  private final Session hers = Sessions.of(grace, "hers", TokenForm.DIGEST, NOW);

  @BeforeEach
  void ada_is_signed_in_twice_and_grace_once() {
    stores().users().add(ada, People.credentialOf(ada));
    stores().users().add(grace, People.credentialOf(grace));
    stores().sessions().add(laptop);
    stores().sessions().add(phone);
    stores().sessions().add(hers);
  }

  @ParameterizedTest
  @EnumSource(TokenForm.class)
  void finds_a_session_and_its_user_by_the_token_in_either_form(TokenForm form) {
    var session = Sessions.of(ada, "form", form, NOW);
    stores().sessions().add(session);

    var known = stores().sessions().find(Sessions.token("form")).orElseThrow();

    assertThat(known.session()).isEqualTo(session);
    assertThat(known.user()).isEqualTo(ada);
  }

  @Test
  void finds_no_session_by_a_token_that_was_never_given() {
    assertThat(stores().sessions().find(Sessions.token("nobody"))).isEmpty();
  }

  @Test
  void checklist_4_5_a_stored_digest_is_no_token() {
    var dumped = new SessionToken(laptop.token().value());

    assertThat(stores().sessions().find(dumped)).isEmpty();
  }

  @Test
  void finds_an_expired_session_too() {
    var old = Sessions.of(ada, "old", TokenForm.DIGEST, NOW.minus(Duration.ofDays(100)));
    stores().sessions().add(old);

    assertThat(stores().sessions().find(Sessions.token("old")).map(KnownSession::session))
        .contains(old);
  }

  @Test
  void lists_the_live_sessions_of_one_user_oldest_first() {
    stores()
        .sessions()
        .add(Sessions.of(ada, "old", TokenForm.DIGEST, NOW.minus(Duration.ofDays(100))));

    assertThat(stores().sessions().liveOf(ada.id(), NOW)).containsExactly(laptop, phone);
  }

  @Test
  void renewing_moves_the_end_and_writes_the_token_in_the_new_form() {
    var later = phone.expiresAt().plus(Duration.ofDays(1));
    var digest = StoredToken.of(Sessions.token("phone"), TokenForm.DIGEST);
    var renewed = phone.renewed(digest, later, NOW.plusSeconds(90));

    assertThat(stores().sessions().renew(renewed, NOW)).isTrue();
    assertThat(stores().sessions().find(Sessions.token("phone")).map(KnownSession::session))
        .contains(renewed);
  }

  @Test
  void renewing_never_moves_the_end_backwards() {
    var earlier = laptop.renewed(laptop.token(), NOW.plusSeconds(10), NOW);

    assertThat(stores().sessions().renew(earlier, NOW)).isTrue();
    assertThat(
            stores().sessions().find(Sessions.token("laptop")).orElseThrow().session().expiresAt())
        .isEqualTo(laptop.expiresAt());
  }

  @Test
  void checklist_4_7_renewing_revives_neither_an_ended_nor_an_expired_session() {
    var renewed = laptop.renewed(laptop.token(), laptop.expiresAt().plusSeconds(60), NOW);
    stores().sessions().end(Sessions.token("laptop"), Ending.SIGNED_OUT, NOW);
    assertThat(stores().sessions().renew(renewed, NOW)).isFalse();
    assertThat(stores().sessions().find(Sessions.token("laptop"))).isEmpty();

    var phoneLater = phone.renewed(phone.token(), phone.expiresAt().plusSeconds(60), NOW);
    var afterItsEnd = phone.expiresAt().plusMillis(1);
    assertThat(stores().sessions().renew(phoneLater, afterItsEnd)).isFalse();
  }

  @Test
  void checklist_4_7_of_renewals_that_race_with_a_revocation_none_revives() {
    for (int round = 0; round < 30; round++) {
      var name = "race" + round;
      var session = Sessions.of(ada, name, TokenForm.DIGEST, NOW);
      stores().sessions().add(session);
      var renewed = session.renewed(session.token(), session.expiresAt().plusSeconds(60), NOW);
      var turn = new AtomicInteger();

      Race.of(
          4,
          () ->
              turn.getAndIncrement() % 2 == 0
                  ? stores().sessions().renew(renewed, NOW)
                  : stores().sessions().end(Sessions.token(name), Ending.REVOKED, NOW));

      assertThat(stores().sessions().find(Sessions.token(name))).isEmpty();
    }
  }

  @Test
  void ending_is_true_for_one_of_many_racers_and_says_why_afterwards() {
    var ended =
        Race.of(
            16, () -> stores().sessions().end(Sessions.token("laptop"), Ending.SIGNED_OUT, NOW));

    assertThat(ended).containsOnlyOnce(true);
    assertThat(stores().sessions().find(Sessions.token("laptop"))).isEmpty();
    assertThat(stores().sessions().endingOf(Sessions.token("laptop"))).contains(Ending.SIGNED_OUT);
  }

  @Test
  void an_unknown_session_has_no_ending() {
    assertThat(stores().sessions().endingOf(Sessions.token("nobody"))).isEmpty();
  }

  @Test
  void ends_one_session_by_its_token_in_either_form() {
    for (var name : new String[] {"laptop", "phone"}) {
      var handle = new SessionHandle.ByToken(Sessions.token(name));

      assertThat(stores().sessions().endOne(ada.id(), handle, NOW)).isTrue();
      assertThat(stores().sessions().endingOf(Sessions.token(name))).contains(Ending.REVOKED);
    }
    assertThat(stores().sessions().liveOf(ada.id(), NOW)).isEmpty();
  }

  @Test
  void ends_one_session_by_its_handle() {
    var handle = SessionHandle.parse(SessionHandle.of(phone.id()));

    assertThat(stores().sessions().endOne(ada.id(), handle, NOW)).isTrue();
    assertThat(stores().sessions().liveOf(ada.id(), NOW)).containsExactly(laptop);
  }

  @Test
  void checklist_3_9_ends_no_session_of_somebody_else() {
    var byToken = new SessionHandle.ByToken(Sessions.token("hers"));
    var byHandle = new SessionHandle.ById(hers.id());

    assertThat(stores().sessions().endOne(ada.id(), byToken, NOW)).isFalse();
    assertThat(stores().sessions().endOne(ada.id(), byHandle, NOW)).isFalse();
    assertThat(stores().sessions().liveOf(grace.id(), NOW)).containsExactly(hers);
  }

  @Test
  void ends_all_sessions_of_a_user_and_nobody_elses() {
    assertThat(stores().sessions().endAll(ada.id(), NOW)).isEqualTo(2);
    assertThat(stores().sessions().liveOf(ada.id(), NOW)).isEmpty();
    assertThat(stores().sessions().liveOf(grace.id(), NOW)).containsExactly(hers);
    assertThat(stores().sessions().endingOf(Sessions.token("phone"))).contains(Ending.REVOKED);
  }

  @Test
  void ends_all_sessions_but_the_one_kept() {
    assertThat(stores().sessions().endOthers(ada.id(), laptop.id(), NOW)).isEqualTo(1);
    assertThat(stores().sessions().liveOf(ada.id(), NOW)).containsExactly(laptop);
  }

  @Test
  void removes_a_session_that_is_over_and_remembers_that_it_expired() {
    stores().sessions().removeOver(laptop, laptop.expiresAt().plusSeconds(1));

    assertThat(stores().sessions().find(Sessions.token("laptop"))).isEmpty();
    assertThat(stores().sessions().endingOf(Sessions.token("laptop"))).contains(Ending.EXPIRED);
  }

  @Test
  void removes_no_session_that_was_renewed_in_the_meantime() {
    var renewed = laptop.renewed(laptop.token(), laptop.expiresAt().plusSeconds(60), NOW);
    stores().sessions().renew(renewed, NOW);

    stores().sessions().removeOver(laptop, laptop.expiresAt().plusSeconds(1));

    assertThat(stores().sessions().find(Sessions.token("laptop"))).isPresent();
  }

  @Test
  void checklist_15_1_takes_hostile_tokens_for_unknown_ones() {
    for (var hostile : new String[] {"' OR 1=1--", "%", "_".repeat(32), "", "sha256:x"}) {
      assertThat(stores().sessions().find(new SessionToken(hostile))).isEmpty();
    }
  }
}
