package dev.holdfast.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.instance.Identity;
import dev.holdfast.domain.instance.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@code InstanceStore} promises. */
public abstract class InstanceStoreContract {
  private static final Instant NOW = TestClock.START;

  protected abstract Stores stores();

  private static Instance instance(String id, Instant seenAt) {
    var identity =
        new Identity(
            "all",
            "0.1.0",
            "https://auth.example.com/api/auth",
            "https://auth.example.com",
            List.of("https://api.example.com", "a name with spaces"),
            "https://auth.example.com/api/auth/jwks",
            "__Secure-better-auth.session_token; Path=/; HttpOnly; Secure; SameSite=Lax",
            List.of("2:0123456789", "1:9876543210"),
            List.of());
    return new Instance(id, "host:" + id, identity, Duration.ofMillis(-1234), NOW, seenAt);
  }

  @Test
  void the_first_instance_meets_nobody() {
    assertThat(stores().instances().meet(instance("a", NOW), NOW)).isEmpty();
  }

  @Test
  void an_instance_meets_the_others_and_every_part_of_them() {
    var first = instance("a", NOW);
    stores().instances().meet(first, NOW);

    assertThat(stores().instances().meet(instance("b", NOW), NOW)).containsExactly(first);
    assertThat(stores().instances().seenSince(NOW)).containsExactly(first, instance("b", NOW));
  }

  @Test
  void one_that_comes_again_is_one_and_was_seen_later() {
    stores().instances().meet(instance("a", NOW), NOW);
    stores().instances().meet(instance("a", NOW.plusSeconds(30)), NOW);

    assertThat(stores().instances().seenSince(NOW))
        .containsExactly(instance("a", NOW.plusSeconds(30)));
  }

  @Test
  void one_that_was_not_seen_lately_is_not_met() {
    stores().instances().meet(instance("a", NOW), NOW);
    var later = NOW.plusSeconds(91);

    assertThat(stores().instances().meet(instance("b", later), later.minusSeconds(90))).isEmpty();
  }

  @Test
  void one_that_left_is_not_met() {
    stores().instances().meet(instance("a", NOW), NOW);
    stores().instances().leave("a");
    stores().instances().leave("nobody");

    assertThat(stores().instances().meet(instance("b", NOW), NOW)).isEmpty();
  }

  @Test
  void one_of_another_day_is_forgotten() {
    stores().instances().meet(instance("a", NOW), NOW);
    stores().instances().meet(instance("b", NOW.plus(Duration.ofDays(2))), NOW);

    assertThat(stores().instances().seenSince(Instant.EPOCH))
        .extracting(Instance::id)
        .containsExactly("b");
  }

  @Test
  void many_come_at_once_and_all_are_there() {
    var next = new java.util.concurrent.atomic.AtomicInteger();
    Race.of(16, () -> stores().instances().meet(instance("i" + next.incrementAndGet(), NOW), NOW));

    assertThat(stores().instances().seenSince(NOW)).hasSize(16);
  }

  @Test
  void the_salt_stays() {
    assertThat(stores().instances().salt()).isNotEmpty().isEqualTo(stores().instances().salt());
  }
}
