package dev.holdfast.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SecretRingTest {
  private final Secret a = new Secret(1, "value of a");
  private final Secret b = new Secret(2, "value of b");
  private final Secret alone = new Secret(null, "value of the one given alone");
  private final Secret retired = new Secret(null, "value of a retired one");

  @Test
  void a_secret_given_alone_does_everything() {
    var ring = SecretRing.of(alone);

    assertThat(ring.current()).isEqualTo(alone);
    assertThat(ring.accepted()).containsExactly(alone);
    assertThat(ring.previous()).isEmpty();
    assertThat(ring.unversioned()).contains(alone);
    assertThat(ring.version(1)).isEmpty();
  }

  @Test
  void the_first_of_versioned_secrets_writes_and_the_others_are_accepted_in_order() {
    var ring = new SecretRing(List.of(b, a), null, List.of());

    assertThat(ring.current()).isEqualTo(b);
    assertThat(ring.previous()).containsExactly(a);
    assertThat(ring.accepted()).containsExactly(b, a);
    assertThat(ring.version(1)).contains(a);
    assertThat(ring.version(2)).contains(b);
    assertThat(ring.version(3)).isEmpty();
    assertThat(ring.unversioned()).isEmpty();
  }

  @Test
  void the_one_given_alone_is_accepted_last_beside_versioned_ones_and_opens_old_columns() {
    var ring = new SecretRing(List.of(b, a), alone, List.of());

    assertThat(ring.accepted()).containsExactly(b, a, alone);
    assertThat(ring.unversioned()).contains(alone);
  }

  @Test
  void instances_one_step_of_a_rotation_apart_accept_what_the_other_signs() {
    var steps =
        List.of(
            new SecretRing(List.of(a), null, List.of()),
            new SecretRing(List.of(a, b), null, List.of()),
            new SecretRing(List.of(b, a), null, List.of()));

    for (int step = 1; step < steps.size(); step++) {
      assertThat(steps.get(step).accepted()).contains(steps.get(step - 1).current());
      assertThat(steps.get(step - 1).accepted()).contains(steps.get(step).current());
    }
  }

  @Test
  void a_retired_secret_is_recognised_and_never_accepted() {
    var ring = new SecretRing(List.of(b), alone, List.of(retired));

    assertThat(ring.retired()).containsExactly(retired);
    assertThat(ring.accepted()).doesNotContain(retired);
  }

  @Test
  void a_ring_that_contradicts_itself_is_none() {
    var twice = new Secret(1, "another value");

    assertThatThrownBy(() -> new SecretRing(List.of(), null, List.of(retired)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SecretRing(List.of(a, twice), null, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SecretRing(List.of(alone), null, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SecretRing(List.of(), a, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void never_prints_a_value() {
    assertThat(new SecretRing(List.of(b, a), alone, List.of(retired)).toString())
        .doesNotContain("value of");
  }
}
