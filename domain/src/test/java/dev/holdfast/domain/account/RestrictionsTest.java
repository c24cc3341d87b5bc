package dev.holdfast.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RestrictionsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T04:03:03.035Z");

  @Test
  void nobody_is_banned_by_default() {
    assertThat(Restrictions.NONE.bannedAt(NOW)).isFalse();
    assertThat(Restrictions.NONE.secondFactor()).isFalse();
  }

  @Test
  void a_ban_without_an_end_lasts() {
    assertThat(new Restrictions(true, null, false).bannedAt(Instant.MAX)).isTrue();
  }

  @Test
  void a_ban_lasts_to_its_end_and_counts_as_none_afterwards() {
    var ban = new Restrictions(true, NOW, false);

    assertThat(ban.bannedAt(NOW.minusMillis(1))).isTrue();
    assertThat(ban.bannedAt(NOW)).isFalse();
    assertThat(ban.bannedAt(NOW.plusMillis(1))).isFalse();
  }

  @Test
  void an_end_without_a_ban_is_no_ban() {
    assertThat(new Restrictions(false, NOW.plusSeconds(60), false).bannedAt(NOW)).isFalse();
  }
}
