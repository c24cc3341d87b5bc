package dev.holdfast.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClaimsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T04:03:03.935Z");
  private static final Instant NOW_IN_SECONDS = Instant.parse("2026-11-24T04:03:03Z");
  private static final String ISSUER = "https://auth.example.com";

  private final User ada =
      User.signedUp(
          new UserId("ada"),
          new User.Profile("Ada", EmailAddress.parse("ada@example.com"), null),
          NOW);

  private final TokenPolicy policy =
      new TokenPolicy(ISSUER, List.of(ISSUER), Duration.ofMinutes(15), Algorithm.EDDSA);

  @Test
  void checklist_7_9_a_token_is_good_for_the_policys_time() {
    var claims = Claims.of(ada, policy, NOW, NOW.plus(Duration.ofDays(7)));

    assertThat(claims.user()).isEqualTo(ada);
    assertThat(claims.issuedAt()).isEqualTo(NOW_IN_SECONDS);
    assertThat(claims.expiresAt()).isEqualTo(NOW_IN_SECONDS.plus(Duration.ofMinutes(15)));
    assertThat(claims.issuer()).isEqualTo(ISSUER);
    assertThat(claims.audience()).containsExactly(ISSUER);
  }

  @Test
  void checklist_7_9_a_token_is_cut_to_the_sessions_own_end() {
    var sessionEnd = NOW.plus(Duration.ofMinutes(5));

    var claims = Claims.of(ada, policy, NOW, sessionEnd);

    assertThat(claims.expiresAt())
        .isEqualTo(NOW_IN_SECONDS.plus(Duration.ofMinutes(5)))
        .isBeforeOrEqualTo(sessionEnd);
  }

  @Test
  void an_algorithm_is_known_by_its_exact_name() {
    assertThat(Algorithm.named("EdDSA")).contains(Algorithm.EDDSA);
    for (var other : new String[] {"none", "None", "HS256", "eddsa", "EDDSA", ""}) {
      assertThat(Algorithm.named(other)).isEmpty();
    }
  }

  @Test
  void a_policy_without_an_audience_is_none_and_its_list_is_its_own() {
    var audience = new ArrayList<>(List.of(ISSUER));
    var copied = new TokenPolicy(ISSUER, audience, Duration.ofMinutes(15), Algorithm.EDDSA);
    audience.clear();

    assertThat(copied.audience()).containsExactly(ISSUER);
    assertThatThrownBy(
            () -> new TokenPolicy(ISSUER, audience, Duration.ofMinutes(15), Algorithm.EDDSA))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
