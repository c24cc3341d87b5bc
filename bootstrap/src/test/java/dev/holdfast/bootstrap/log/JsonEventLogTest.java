package dev.holdfast.bootstrap.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.account.AccountEvent;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.session.SessionId;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.TokenEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonEventLogTest {
  private static final UserId ADA = new UserId("ada");
  private static final SessionId SESSION = new SessionId("s1");
  private static final KeyId KEY = new KeyId("k1");

  private static final List<Events.Event> ONE_OF_EACH =
      List.of(
          new AccountEvent.SignedUp(ADA),
          new AccountEvent.SignUpRefused(AccountEvent.Why.EMAIL_TAKEN),
          new AccountEvent.PasswordRehashed(ADA),
          new AccountEvent.RehashPostponed(ADA),
          new SessionEvent.SignedIn(ADA, SESSION),
          new SessionEvent.SignInRefused(SessionEvent.Why.WRONG_PASSWORD, ADA),
          new SessionEvent.SignInRefused(SessionEvent.Why.MALFORMED_HASH, ADA),
          new SessionEvent.Refused(Reason.SESSION_EXPIRED, SESSION, ADA),
          new SessionEvent.Renewed(SESSION, ADA),
          new SessionEvent.SideWriteSkipped(SESSION, "renewal"),
          new SessionEvent.Ended(Ending.SIGNED_OUT, ADA, 1),
          new TokenEvent.Issued(ADA, KEY, Instant.EPOCH),
          new TokenEvent.IssueRefused(Reason.KEYS_UNAVAILABLE, ADA),
          new TokenEvent.KeyCreated(KEY, Algorithm.EDDSA),
          new TokenEvent.KeyNotOpened(KEY),
          new TokenEvent.KeyResealed(KEY),
          new TokenEvent.RefreshFailed("away"));

  private final LiveCounters counters = new LiveCounters();
  private final JsonEventLog log = new JsonEventLog(counters);

  @Test
  void every_kind_of_event_has_a_line_of_its_own_and_is_counted() {
    try (var lines = new CapturedLines("dev.holdfast.event")) {
      ONE_OF_EACH.forEach(log::publish);
      assertThat(lines.events()).hasSameSizeAs(ONE_OF_EACH);
      assertThat(lines.texts())
          .doesNotHaveDuplicates()
          .noneMatch(text -> text.contains(EventName.UNNAMED.code()));
    }
    assertThat(counters.snapshot())
        .containsEntry("session_refused{session_expired}", 1L)
        .containsEntry("sign_in_refused{wrong_password}", 1L)
        .containsEntry("token_issued{all}", 1L);
  }

  @Test
  void checklist_16_5_a_refusal_tells_who_and_why() {
    try (var lines = new CapturedLines("dev.holdfast.event")) {
      log.publish(new SessionEvent.Refused(Reason.USER_BANNED, SESSION, ADA));
      assertThat(lines.texts().getFirst()).contains("session_refused", "user_banned", "s1", "ada");
    }
  }

  @Test
  void something_without_a_row_is_told_by_its_kind() {
    record Odd() implements Events.Event {}
    try (var lines = new CapturedLines("dev.holdfast.event")) {
      log.publish(new Odd());
      assertThat(lines.texts().getFirst()).contains("unnamed", "Odd");
    }
  }
}
