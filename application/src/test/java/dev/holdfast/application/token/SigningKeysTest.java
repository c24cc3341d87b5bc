package dev.holdfast.application.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.application.testing.GlassVault;
import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.Race;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.SequenceEntropy;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.application.testing.Watched;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.KeyStore;
import dev.holdfast.domain.token.StoredKey;
import dev.holdfast.domain.token.TokenEvent;
import dev.holdfast.domain.token.TokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SigningKeysTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final InMemory data = new InMemory();
  private final Watched<KeyStore> store = Watched.over(KeyStore.class, data.stores().keys());
  private final SequenceEntropy entropy = new SequenceEntropy();
  private final RecordedEvents events = new RecordedEvents();
  private final TestClock clock = new TestClock();
  private final TokenPolicy policy = FixedEnvironment.defaults().tokens();
  private final Queue<Runnable> background = new ArrayDeque<>();

  @Test
  void makes_the_first_key_once_and_signs_with_it_at_once() {
    var keys = node();

    var first = keys.signing();

    assertThat(keys.signing()).isEqualTo(first);
    assertThat(keys.published()).containsExactly(first);
    assertThat(first.expiresAt()).isNull();
    assertThat(first.activeFrom()).isNull();
    assertThat(store.port().all()).containsExactly(first);
    assertThat(events.all())
        .containsExactly(new TokenEvent.KeyCreated(first.id(), Algorithm.EDDSA));
  }

  @Test
  void checklist_7_14_eight_nodes_with_fifty_requests_each_make_one_key() {
    var nodes = new ArrayList<SigningKeys>();
    for (int i = 0; i < 8; i++) nodes.add(node());
    var turn = new AtomicInteger();

    var signing =
        Race.of(400, () -> nodes.get(turn.getAndIncrement() % nodes.size()).signing().id());

    assertThat(new HashSet<>(signing)).hasSize(1);
    assertThat(store.port().all()).hasSize(1);
    assertThat(events.of(TokenEvent.KeyCreated.class)).hasSize(1);
  }

  @Test
  void many_first_requests_share_a_reading() {
    addKey("a", null, null);
    var keys = node();

    Race.of(200, keys::signing);

    assertThat(store.calls("all")).isLessThan(20);
  }

  @Test
  void without_a_first_reading_every_request_is_told_why_and_the_next_one_tries_again() {
    addKey("a", null, null);
    var keys = node();
    store.fail("all");

    assertThatThrownBy(keys::signing)
        .isInstanceOfSatisfying(
            Unavailable.class,
            later -> assertThat(later.reason()).contains(Reason.STORE_UNAVAILABLE));

    store.heal();
    assertThat(keys.signing().id()).isEqualTo(new KeyId("a"));
  }

  @Test
  void for_25_seconds_nothing_is_read_again() {
    addKey("a", null, null);
    var keys = node();
    keys.signing();
    clock.advance(Duration.ofSeconds(25).minusMillis(1));

    keys.signing();

    assertThat(background).isEmpty();
    assertThat(store.calls("all")).isEqualTo(1);
  }

  @Test
  void from_25_seconds_on_a_request_has_the_keys_read_in_the_background_once() {
    addKey("a", null, null);
    var keys = node();
    keys.signing();
    clock.advance(Duration.ofSeconds(25));
    addKey("foreign", null, null);

    assertThat(keys.signing().id()).as("goes on with what it has").isEqualTo(new KeyId("a"));
    keys.signing();
    assertThat(background).hasSize(1);
    runBackground();

    assertThat(keys.signing().id()).isEqualTo(new KeyId("foreign"));
    assertThat(keys.published())
        .extracting(key -> key.id().value())
        .containsExactly("a", "foreign");
  }

  @Test
  void from_50_seconds_on_a_request_waits_for_a_row_that_somebody_else_added() {
    addKey("a", null, null);
    var keys = node(Runnable::run);
    keys.signing();
    clock.advance(Duration.ofSeconds(50));
    addKey("foreign", null, null);

    assertThat(keys.signing().id()).isEqualTo(new KeyId("foreign"));
  }

  @Test
  void checklist_7_12_a_store_that_goes_away_after_the_first_reading_is_not_missed() {
    addKey("a", null, null);
    var keys = node(Runnable::run);
    var published = keys.published();
    store.fail("all");
    clock.advance(Duration.ofHours(2));

    assertThat(keys.signing().id()).isEqualTo(new KeyId("a"));
    assertThat(keys.published()).isEqualTo(published);
    assertThat(events.of(TokenEvent.RefreshFailed.class)).hasSize(1);
  }

  @Test
  void a_store_that_cannot_answer_is_asked_again_after_five_seconds() {
    addKey("a", null, null);
    var keys = node(Runnable::run);
    keys.signing();
    store.fail("all");
    clock.advance(Duration.ofMinutes(1));
    keys.signing();
    int calls = store.calls("all");

    clock.advance(Duration.ofSeconds(5).minusMillis(1));
    for (int i = 0; i < 100; i++) keys.signing();
    assertThat(store.calls("all")).isEqualTo(calls);

    clock.advance(Duration.ofMillis(1));
    store.heal();
    addKey("foreign", null, null);
    assertThat(keys.signing().id()).isEqualTo(new KeyId("foreign"));
    assertThat(store.calls("all")).isEqualTo(calls + 1);
  }

  @Test
  void a_background_that_takes_no_more_work_stops_no_request() {
    addKey("a", null, null);
    Executor closing =
        work -> {
          throw new RejectedExecutionException("closing");
        };
    var keys = node(closing);
    keys.signing();
    clock.advance(Duration.ofMinutes(1));

    assertThat(keys.signing().id()).isEqualTo(new KeyId("a"));
    assertThat(keys.signing().id()).as("nor the one after it").isEqualTo(new KeyId("a"));
  }

  @Test
  void a_clock_that_was_set_back_is_not_waited_for() {
    addKey("a", null, null);
    var keys = node(Runnable::run);
    keys.signing();
    clock.advance(Duration.ofHours(-1));
    addKey("foreign", null, null);

    keys.signing();
    assertThat(store.calls("all")).isEqualTo(2);
    clock.advance(Duration.ofSeconds(24));
    keys.signing();
    assertThat(store.calls("all")).as("and the age counts from there").isEqualTo(2);
  }

  @Test
  void a_failure_seen_before_the_clock_was_set_back_holds_nothing_up() {
    addKey("a", null, null);
    var keys = node(Runnable::run);
    keys.signing();
    clock.advance(Duration.ofHours(1));
    store.fail("all");
    keys.signing();
    store.heal();
    clock.advance(Duration.ofMinutes(-50));
    int calls = store.calls("all");

    keys.signing();

    assertThat(store.calls("all")).isEqualTo(calls + 1);
  }

  @Test
  void a_row_that_no_secret_opens_is_published_reported_once_and_does_not_sign() {
    addKey("good", null, null);
    clock.advance(Duration.ofSeconds(1));
    add(key("locked", "another secret", null, null));
    var keys = node(Runnable::run);

    for (int i = 0; i < 3; i++) {
      assertThat(keys.signing().id()).isEqualTo(new KeyId("good"));
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(keys.published())
        .extracting(key -> key.id().value())
        .containsExactly("good", "locked");
    assertThat(keys.status())
        .isEqualTo(
            new SigningKeys.Status(List.of(new KeyId("good")), List.of(new KeyId("locked"))));
    assertThat(keys.status().isLocked()).isFalse();
    assertThat(events.all()).containsExactly(new TokenEvent.KeyNotOpened(new KeyId("locked")));
  }

  @Test
  void where_no_secret_opens_any_row_tokens_are_unavailable_and_no_key_is_made() {
    add(key("locked", "another secret", null, null));
    var keys = node(Runnable::run);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(keys::signing)
          .isInstanceOfSatisfying(
              Unavailable.class,
              later -> assertThat(later.reason()).contains(Reason.KEYS_UNAVAILABLE));
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(keys.status().isLocked()).isTrue();
    assertThat(keys.published()).hasSize(1);
    assertThat(store.port().all()).hasSize(1);
  }

  @Test
  void a_node_without_a_key_that_signs_reads_again_after_five_seconds() {
    add(key("locked", "another secret", null, null));
    var keys = node(Runnable::run);
    assertThatThrownBy(keys::signing).isInstanceOf(Unavailable.class);
    addKey("replacement", null, null);
    clock.advance(Duration.ofSeconds(5));

    assertThat(keys.signing().id()).isEqualTo(new KeyId("replacement"));
  }

  @Test
  void a_key_made_where_all_have_expired_lives_as_long_as_they_did() {
    addKey("old", clock.instant().plus(DAY), null);
    clock.advance(DAY.multipliedBy(3));

    var next = node().signing();

    assertThat(next.id()).isNotEqualTo(new KeyId("old"));
    assertThat(next.expiresAt()).isEqualTo(clock.instant().plus(DAY));
    assertThat(next.activeFrom()).isNull();
  }

  @Test
  void
      checklist_7_13_a_successor_is_published_an_hour_before_the_end_and_signs_six_minutes_later() {
    var end = clock.instant().plus(DAY);
    addKey("old", end, null);
    var keys = node(Runnable::run);
    clock.set(end.minus(Duration.ofHours(1)).minusMillis(1));
    assertThat(keys.published()).hasSize(1);

    clock.set(end.minus(Duration.ofHours(1)).plusSeconds(60));
    assertThat(keys.published()).hasSize(2);
    var successor = keys.published().getLast();
    assertThat(successor.activeFrom()).isEqualTo(clock.instant().plus(Duration.ofMinutes(6)));
    assertThat(successor.expiresAt()).isEqualTo(clock.instant().plus(DAY));
    assertThat(keys.signing().id()).isEqualTo(new KeyId("old"));

    clock.advance(Duration.ofMinutes(6).minusMillis(1));
    assertThat(keys.signing().id()).isEqualTo(new KeyId("old"));
    clock.advance(Duration.ofMillis(1));
    assertThat(keys.signing().id()).isEqualTo(successor.id());
    assertThat(store.port().all()).hasSize(2);
  }

  @Test
  void checklist_7_13_of_many_nodes_one_makes_the_successor() {
    addKey("old", clock.instant().plus(Duration.ofMinutes(30)), null);
    var turn = new AtomicInteger();
    var nodes = List.of(node(), node(), node(), node());

    Race.of(40, () -> nodes.get(turn.getAndIncrement() % nodes.size()).signing());

    assertThat(store.port().all()).hasSize(2);
  }

  @Test
  void an_end_that_was_set_by_hand_begets_no_crowd_of_keys() {
    addKey("retired by hand", clock.instant().plusSeconds(30), null);
    var keys = node(Runnable::run);

    for (int minutes = 0; minutes < 60; minutes++) {
      keys.signing();
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(store.port().all()).hasSizeLessThan(5);
  }

  @Test
  void the_configured_algorithm_is_preferred_and_old_rows_without_one_have_it() {
    addKey("no algorithm", null, null);
    clock.advance(Duration.ofSeconds(1));
    add(
        new StoredKey(
            new KeyId("rsa"), "{}", "current:rsa", clock.instant(), null, "RS256", null, null));
    var keys = node();

    assertThat(keys.signing().id()).isEqualTo(new KeyId("no algorithm"));
    assertThat(keys.algorithmOf(keys.published().getFirst())).isEqualTo(Algorithm.EDDSA);
    assertThat(keys.algorithmOf(keys.published().getLast())).isEqualTo(Algorithm.RS256);
  }

  @Test
  void a_key_of_another_algorithm_signs_where_there_is_no_other() {
    add(
        new StoredKey(
            new KeyId("rsa"), "{}", "current:rsa", clock.instant(), null, "RS256", null, null));

    assertThat(node().signing().id()).isEqualTo(new KeyId("rsa"));
    assertThat(store.port().all()).hasSize(1);
  }

  @Test
  void a_key_that_is_not_active_yet_signs_only_for_want_of_another() {
    var active = clock.instant().plus(Duration.ofMinutes(6));
    addKey("next", null, active);
    assertThat(node().signing().id()).isEqualTo(new KeyId("next"));

    addKey("old", null, null);
    assertThat(node().signing().id()).isEqualTo(new KeyId("old"));
  }

  private SigningKeys node() {
    return node(background::add);
  }

  private SigningKeys node(Executor executor) {
    return new SigningKeys(
        store.port(), new GlassVault("current"), policy, entropy, events, clock, executor);
  }

  private void runBackground() {
    while (!background.isEmpty()) background.remove().run();
  }

  private void addKey(String id, @Nullable Instant expiresAt, @Nullable Instant activeFrom) {
    add(key(id, "current", expiresAt, activeFrom));
  }

  private void add(StoredKey key) {
    data.stores().keys().add(key);
  }

  private StoredKey key(
      String id, String secret, @Nullable Instant expiresAt, @Nullable Instant activeFrom) {
    return new StoredKey(
        new KeyId(id),
        "{}",
        secret + ":" + id,
        clock.instant(),
        expiresAt,
        null,
        "Ed25519",
        activeFrom);
  }
}
