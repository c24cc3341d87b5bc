package dev.holdfast.application.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.application.testing.GlassVault;
import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.People;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.SequenceEntropy;
import dev.holdfast.application.testing.Sessions;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.TokenForm;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.StoredKey;
import dev.holdfast.domain.token.TokenEvent;
import dev.holdfast.domain.token.TokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

final class IssueTokenTest {
  private final InMemory data = new InMemory();
  private final GlassVault vault = new GlassVault("current");
  private final RecordedEvents events = new RecordedEvents();
  private final TestClock clock = new TestClock();
  private final TokenPolicy policy = FixedEnvironment.defaults().tokens();
  private final SigningKeys keys =
      new SigningKeys(
          data.stores().keys(), vault, policy, new SequenceEntropy(), events, clock, Runnable::run);
  private final IssueToken useCase = new IssueToken(keys, vault, policy, events, clock);
  private final User ada = People.ada();
  private final Session laptop = Sessions.of(ada, "laptop", TokenForm.DIGEST, TestClock.START);

  @Test
  void checklist_7_9_a_token_lasts_for_the_policys_time() {
    var token = useCase.execute(ada, laptop);

    assertThat(token.key()).isEqualTo(keys.signing().id());
    assertThat(token.expiresAt()).isEqualTo(seconds(Duration.ofMinutes(15)));
    assertThat(events.of(TokenEvent.Issued.class))
        .containsExactly(new TokenEvent.Issued(ada.id(), token.key(), token.expiresAt()));
  }

  @Test
  void checklist_7_9_a_token_is_cut_to_the_sessions_own_end() {
    var fiveMinutes = clock.instant().plus(Duration.ofMinutes(5));
    var ending = laptop.renewed(laptop.token(), fiveMinutes, clock.instant());

    assertThat(useCase.execute(ada, ending).expiresAt())
        .isEqualTo(seconds(Duration.ofMinutes(5)))
        .isBeforeOrEqualTo(ending.expiresAt());
    assertThat(useCase.alongside(ada, ending).orElseThrow().expiresAt())
        .isBeforeOrEqualTo(ending.expiresAt());
  }

  @Test
  void a_token_that_is_asked_for_is_always_signed_now() {
    useCase.execute(ada, laptop);
    useCase.execute(ada, laptop);

    assertThat(signed()).isEqualTo(2);
  }

  @Test
  void alongside_checks_the_same_token_repeats_for_less_than_a_minute() {
    var first = useCase.alongside(ada, laptop).orElseThrow();
    clock.advance(Duration.ofSeconds(60).minusMillis(1));
    assertThat(useCase.alongside(ada, laptop)).contains(first);
    assertThat(signed()).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));
    assertThat(useCase.alongside(ada, laptop).orElseThrow()).isNotEqualTo(first);
  }

  @Test
  void alongside_checks_a_change_of_the_user_changes_the_token() {
    useCase.alongside(ada, laptop);
    var renamed =
        new User(
            ada.id(),
            "Countess of Lovelace",
            ada.email(),
            true,
            null,
            ada.createdAt(),
            ada.updatedAt());

    useCase.alongside(renamed, laptop);

    assertThat(signed()).isEqualTo(2);
  }

  @Test
  void alongside_checks_a_change_of_the_sessions_end_changes_the_token() {
    useCase.alongside(ada, laptop);

    useCase.alongside(
        ada, laptop.renewed(laptop.token(), laptop.expiresAt().plusSeconds(1), clock.instant()));

    assertThat(signed()).isEqualTo(2);
  }

  @Test
  void alongside_checks_a_change_of_the_key_changes_the_token() {
    var first = useCase.alongside(ada, laptop).orElseThrow();
    clock.advance(Duration.ofSeconds(1));
    data.stores()
        .keys()
        .add(
            new StoredKey(
                new KeyId("newer"),
                "{}",
                "current:newer",
                clock.instant(),
                null,
                null,
                null,
                null));
    keys.refresh();

    var second = useCase.alongside(ada, laptop).orElseThrow();

    assertThat(second.key()).isEqualTo(new KeyId("newer"));
    assertThat(first.key()).isNotEqualTo(second.key());
  }

  @Test
  void alongside_checks_no_two_sessions_share_a_token() {
    var phone = Sessions.of(ada, "phone", TokenForm.DIGEST, TestClock.START);

    useCase.alongside(ada, laptop);
    useCase.alongside(ada, phone);

    assertThat(signed()).isEqualTo(2);
  }

  @Test
  void alongside_checks_a_token_from_the_future_is_not_repeated() {
    useCase.alongside(ada, laptop);
    clock.advance(Duration.ofSeconds(-2));

    useCase.alongside(ada, laptop);

    assertThat(signed()).isEqualTo(2);
  }

  @Test
  void alongside_checks_the_tokens_of_ten_thousand_sessions_are_kept_and_no_more() {
    useCase.alongside(ada, laptop);
    for (int i = 1; i < RecentTokens.SESSIONS; i++) useCase.alongside(ada, numbered(i));
    useCase.alongside(ada, laptop);
    assertThat(signed()).as("all are kept").isEqualTo(RecentTokens.SESSIONS);

    useCase.alongside(ada, numbered(RecentTokens.SESSIONS));
    useCase.alongside(ada, laptop);
    assertThat(signed()).as("one used lately stays").isEqualTo(RecentTokens.SESSIONS + 1);
    useCase.alongside(ada, numbered(1));
    assertThat(signed()).as("the eldest went").isEqualTo(RecentTokens.SESSIONS + 2);
  }

  @Test
  void without_a_key_a_token_is_unavailable_and_a_session_check_goes_without_one() {
    data.stores()
        .keys()
        .add(
            new StoredKey(
                new KeyId("locked"), "{}", "lost:locked", clock.instant(), null, null, null, null));

    assertThatThrownBy(() -> useCase.execute(ada, laptop)).isInstanceOf(Unavailable.class);
    assertThat(useCase.alongside(ada, laptop)).isEmpty();
    assertThat(events.of(TokenEvent.IssueRefused.class))
        .containsExactly(new TokenEvent.IssueRefused(Reason.KEYS_UNAVAILABLE, ada.id()));
  }

  @Test
  void without_a_store_the_refusal_has_the_reason_of_the_answer() {
    data.setAvailable(false);

    assertThatThrownBy(() -> useCase.execute(ada, laptop))
        .isInstanceOfSatisfying(
            Unavailable.class,
            later -> assertThat(later.reason()).contains(Reason.STORE_UNAVAILABLE));
    assertThat(events.of(TokenEvent.IssueRefused.class))
        .containsExactly(new TokenEvent.IssueRefused(Reason.STORE_UNAVAILABLE, ada.id()));
    assertThat(useCase.alongside(ada, laptop)).isEmpty();
  }

  private Session numbered(int number) {
    return Sessions.of(ada, "n" + number, TokenForm.DIGEST, TestClock.START);
  }

  private int signed() {
    return events.of(TokenEvent.Issued.class).size();
  }

  private Instant seconds(Duration later) {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(later);
  }
}
