package dev.holdfast.domain.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdentityTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private static Identity signing(String... secrets) {
    return identity("https://auth.example.com", List.of("k1"), secrets);
  }

  private static Identity identity(String issuer, List<String> keys, String... secrets) {
    return new Identity(
        "all",
        "0.1.0",
        "https://auth.example.com/api/auth",
        issuer,
        List.of("https://auth.example.com"),
        "https://auth.example.com/api/auth/jwks",
        "cookie; Secure",
        List.of(secrets),
        keys);
  }

  private static Instance running(String name, Identity identity, Duration clockAhead) {
    return new Instance(name, name, identity, clockAhead, NOW, NOW);
  }

  @Test
  void instances_alike_agree() {
    assertThat(signing("a").differences(signing("a"))).isEmpty();
  }

  @Test
  void the_value_that_differs_is_named_with_both_sides() {
    var other = identity("https://auth.example.com/", List.of("k1"), "a");

    assertThat(signing("a").differences(other))
        .containsExactly(
            new Identity.Difference(
                "issuer", "https://auth.example.com", "https://auth.example.com/"));
  }

  @ParameterizedTest
  @CsvSource({
    "'1:A', '1:A,2:B'",
    "'1:A,2:B', '2:B,1:A'",
    "'2:B,1:A', '2:B'",
  })
  void each_step_of_a_rolling_rotation_agrees_with_its_neighbour(String one, String other) {
    var before = signing(one.split(","));
    var after = signing(other.split(","));

    assertThat(before.differences(after)).isEmpty();
    assertThat(after.differences(before)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'1:A', '2:B,1:A'",
    "'1:A,2:B', '2:B'",
    "'1:A', '2:B'",
  })
  void a_step_that_was_left_out_is_told_on_both_sides(String one, String other) {
    var before = signing(one.split(","));
    var after = signing(other.split(","));

    assertThat(before.differences(after)).extracting("value").containsExactly("secret");
    assertThat(after.differences(before)).extracting("value").containsExactly("secret");
  }

  @Test
  void a_key_that_one_knows_earlier_is_no_disagreement_and_nothing_in_common_is() {
    var one = identity("i", List.of("k1"), "a");
    assertThat(one.differences(identity("i", List.of("k1", "k2"), "a"))).isEmpty();
    assertThat(one.differences(identity("i", List.of(), "a"))).isEmpty();
    assertThat(one.differences(identity("i", List.of("k2"), "a")))
        .extracting("value")
        .containsExactly("keys");
  }

  @Test
  void clocks_that_are_far_apart_are_told_with_the_instances_name() {
    var own = running("one", signing("a"), Duration.ofMillis(200));
    var near = running("near", signing("a"), Duration.ofMillis(-300));
    var far = running("far", signing("a"), Duration.ofSeconds(34));

    assertThat(Disagreement.between(own, List.of(near, far)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.instance()).isEqualTo("far");
              assertThat(one.difference().value()).isEqualTo("clock");
              assertThat(one.difference().theirs()).contains("-34000 ms");
            });
  }
}
