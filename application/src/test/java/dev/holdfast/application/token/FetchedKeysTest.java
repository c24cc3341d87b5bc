package dev.holdfast.application.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.testing.Race;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.TokenEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class FetchedKeysTest {
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  private final TestClock clock = new TestClock();
  private final RecordedEvents events = new RecordedEvents();
  private final AtomicInteger fetches = new AtomicInteger();
  private final List<Runnable> postponed = new ArrayList<>();

  private List<PublicJwk> published = keys("one");
  private boolean away;
  private boolean broken;
  private boolean postpones;

  private final FetchedKeys fetched =
      new FetchedKeys(
          this::fetch,
          new GlassVerifier(),
          events,
          clock,
          task -> {
            if (postpones) postponed.add(task);
            else task.run();
          });

  private static List<PublicJwk> keys(String... ids) {
    return List.of(ids).stream().map(GlassVerifier::key).toList();
  }

  private List<PublicJwk> fetch() {
    fetches.incrementAndGet();
    if (broken) throw new IllegalStateException("a mistake of ours");
    if (away) throw Unavailable.keys("https://auth.example.com/jwks is away");
    return published;
  }

  @Test
  void the_first_who_asks_has_them_fetched_and_nobody_again_while_they_are_fresh() {
    for (int i = 0; i < 100; i++) assertThat(fetched.current()).isEqualTo(published);
    clock.advance(FetchedKeys.FRESH.minusMillis(1));
    assertThat(fetched.current()).isEqualTo(published);

    assertThat(fetches).hasValue(1);
    assertThat(events.of(TokenEvent.KeysFetched.class)).hasSize(1);
  }

  @Test
  void old_keys_go_on_while_newer_ones_are_fetched() {
    var before = fetched.current();
    published = keys("one", "two");
    clock.advance(FetchedKeys.FRESH);
    postpones = true;

    for (int i = 0; i < 10; i++) assertThat(fetched.current()).isSameAs(before);
    assertThat(postponed).as("one fetch, and nobody waits for it").hasSize(1);
    postponed.forEach(Runnable::run);

    assertThat(fetched.current()).isEqualTo(keys("one", "two"));
  }

  @Test
  void the_same_keys_again_are_the_same_list_and_no_event() {
    var before = fetched.current();
    published = keys("one");
    clock.advance(FetchedKeys.FRESH);
    fetched.current();

    assertThat(fetches).hasValue(2);
    assertThat(fetched.current()).isSameAs(before);
    assertThat(events.all()).hasSize(1);
  }

  @Test
  void keys_that_were_had_are_served_however_long_the_issuer_is_away() {
    fetched.current();
    away = true;
    for (int hour = 0; hour < 48; hour++) {
      clock.advance(Duration.ofHours(1));
      assertThat(fetched.current()).isEqualTo(published);
    }
    assertThat(events.of(TokenEvent.KeysNotFetched.class)).as("told once").hasSize(1);
    assertThat(fetched.status().failure()).contains("is away");
    assertThat(fetched.status().age()).isEqualTo(Duration.ofDays(2));

    away = false;
    clock.advance(HALF_A_MINUTE);
    fetched.current();
    assertThat(fetched.status().failure()).isNull();
    assertThat(events.of(TokenEvent.KeysFetched.class)).as("and that it is back").hasSize(2);
  }

  @Test
  void where_none_were_ever_had_it_is_unavailable_and_heals() {
    away = true;
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(fetched::current)
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("is away");
    }
    assertThat(fetches).as("not once for each request").hasValue(1);

    away = false;
    clock.advance(FetchedKeys.BETWEEN_FIRST_FETCHES);
    assertThat(fetched.current()).isEqualTo(published);
  }

  @Test
  void readiness_alone_makes_it_heal() {
    away = true;
    assertThat(fetched.status().keys()).isEmpty();
    away = false;
    clock.advance(FetchedKeys.BETWEEN_FIRST_FETCHES);
    assertThat(fetched.status().keys()).hasSize(1);
  }

  @Test
  void checklist_7_15_unknown_keys_cost_the_issuer_one_fetch_in_half_a_minute() {
    fetched.current();
    for (int second = 0; second < 120; second++) {
      for (int token = 0; token < 50; token++) assertThat(fetched.newer()).isEqualTo(published);
      clock.advance(MOMENT);
    }
    assertThat(fetches.get()).isLessThanOrEqualTo(1 + 120 / 30);
  }

  @Test
  void a_new_key_is_found_when_a_token_names_it() {
    fetched.current();
    published = keys("two");
    clock.advance(HALF_A_MINUTE);
    assertThat(fetched.newer()).isEqualTo(keys("two"));
  }

  @Test
  void a_key_that_nobody_can_be_asked_for_is_not_called_unknown() {
    fetched.current();
    away = true;
    clock.advance(HALF_A_MINUTE);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(fetched::newer)
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("is away");
    }
    assertThat(fetched.current()).as("what is known goes on").isEqualTo(published);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void a_set_without_a_usable_key_replaces_nothing() {
    fetched.current();
    for (var useless : List.of(keys(), keys("weak"))) {
      published = useless;
      clock.advance(FetchedKeys.FRESH);
      assertThat(fetched.current()).isEqualTo(keys("one"));
      assertThat(fetched.status().failure()).contains("no key that can be used");
    }
  }

  @Test
  void a_fault_of_the_fetch_is_a_failure_like_any_other() {
    broken = true;
    assertThatThrownBy(fetched::current).isInstanceOf(Unavailable.class);
    broken = false;
    clock.advance(FetchedKeys.BETWEEN_FIRST_FETCHES);
    assertThat(fetched.current()).isEqualTo(published);
  }

  @Test
  void a_clock_that_was_set_back_stops_nothing() {
    fetched.current();
    clock.advance(Duration.ofDays(-1));
    published = keys("two");
    assertThat(fetched.newer()).isEqualTo(keys("two"));
  }

  @Test
  void who_come_at_once_share_one_fetch() {
    var shared =
        new FetchedKeys(
            this::fetch,
            new GlassVerifier(),
            events,
            clock,
            task -> Thread.ofVirtual().start(task));

    assertThat(Race.of(16, shared::current)).containsOnly(published);
    assertThat(fetches).hasValue(1);
  }
}
