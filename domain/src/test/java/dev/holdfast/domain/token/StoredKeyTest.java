package dev.holdfast.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StoredKeyTest {
  private static final Instant NOW = Instant.parse("2026-11-24T04:03:03.035Z");

  @Test
  void a_key_without_an_end_signs_and_is_published_for_ever() {
    var key = key(null, null);

    assertThat(key.isExpired(Instant.MAX)).isFalse();
    assertThat(key.isActive(NOW)).isTrue();
    assertThat(key.isPublished(Instant.MAX)).isTrue();
  }

  @Test
  void a_key_signs_until_just_before_its_end() {
    assertThat(key(NOW, null).isExpired(NOW.minusMillis(1))).isFalse();
    assertThat(key(NOW, null).isExpired(NOW)).isTrue();
  }

  @Test
  void checklist_7_13_an_expired_key_stays_published_for_30_days() {
    var key = key(NOW, null);
    var graceEnd = NOW.plus(Duration.ofDays(30));

    assertThat(key.isPublished(graceEnd.minusMillis(1))).isTrue();
    assertThat(key.isPublished(graceEnd)).isFalse();
  }

  @Test
  void checklist_7_13_a_key_is_not_active_before_its_moment() {
    assertThat(key(null, NOW).isActive(NOW.minusMillis(1))).isFalse();
    assertThat(key(null, NOW).isActive(NOW)).isTrue();
    assertThat(key(null, NOW).isPublished(NOW.minus(Duration.ofDays(1)))).isTrue();
  }

  @Test
  void sealing_anew_changes_the_sealed_text_and_nothing_else() {
    var key = key(NOW, NOW);

    assertThat(key.sealedAs("\"other\"").privateKey()).isEqualTo("\"other\"");
    assertThat(key.sealedAs("\"other\"").sealedAs(key.privateKey())).isEqualTo(key);
  }

  private static StoredKey key(@Nullable Instant expiresAt, @Nullable Instant activeFrom) {
    return new StoredKey(
        new KeyId("k-1"),
        "{\"crv\":\"Ed25519\",\"x\":\"abc\",\"kty\":\"OKP\"}",
        "\"sealed\"",
        NOW.minus(Duration.ofDays(9)),
        expiresAt,
        "EdDSA",
        "Ed25519",
        activeFrom);
  }
}
