package dev.holdfast.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@code KeyStore} promises. */
public abstract class KeyStoreContract {
  protected abstract Stores stores();

  private static final Instant NOW = TestClock.START;

  private static StoredKey key(String id, Instant createdAt, @Nullable Instant expiresAt) {
    return new StoredKey(
        new KeyId(id),
        "{\"crv\":\"Ed25519\",\"x\":\"abc\",\"kty\":\"OKP\"}",
        "\"f00f\"",
        createdAt,
        expiresAt,
        "EdDSA",
        "Ed25519",
        null);
  }

  @Test
  void an_empty_store_has_no_keys() {
    assertThat(stores().keys().all()).isEmpty();
  }

  @Test
  void keeps_every_part_of_a_key() {
    var plain = key("plain", NOW, null);
    var full =
        new StoredKey(
            new KeyId("full"),
            "{\"kty\":\"RSA\"}",
            "\"$ba$2$00\"",
            NOW.plusSeconds(1),
            NOW.plusSeconds(1000),
            "RS256",
            null,
            NOW.plusSeconds(360));
    stores().keys().add(plain);
    stores().keys().add(full);

    assertThat(stores().keys().all()).containsExactly(plain, full);
  }

  @Test
  void lists_keys_oldest_first() {
    stores().keys().add(key("second", NOW.plusSeconds(5), null));
    stores().keys().add(key("first", NOW, null));

    assertThat(stores().keys().all())
        .extracting(key -> key.id().value())
        .containsExactly("first", "second");
  }

  @Test
  void checklist_7_14_of_many_who_add_the_first_key_one_does() {
    var next = new AtomicInteger();

    var added =
        Race.of(
            32, () -> stores().keys().addFirst(key("k" + next.incrementAndGet(), NOW, null), NOW));

    assertThat(added).containsOnlyOnce(true);
    assertThat(stores().keys().all()).hasSize(1);
  }

  @Test
  void a_first_key_is_added_where_all_others_have_expired() {
    stores().keys().add(key("old", NOW.minus(Duration.ofDays(9)), NOW.minusSeconds(1)));

    assertThat(stores().keys().addFirst(key("new", NOW, null), NOW)).isTrue();
    assertThat(stores().keys().addFirst(key("newer", NOW, null), NOW)).isFalse();
  }

  @Test
  void checklist_7_13_of_many_who_add_a_successor_one_does() {
    stores().keys().add(key("old", NOW, NOW.plusSeconds(1000)));
    var next = new AtomicInteger();

    var added =
        Race.of(
            16,
            () ->
                stores()
                    .keys()
                    .addAfter(
                        new KeyId("old"),
                        key("k" + next.incrementAndGet(), NOW.plusSeconds(10), null)));

    assertThat(added).containsOnlyOnce(true);
    assertThat(stores().keys().all()).hasSize(2);
  }

  @Test
  void reseals_only_what_still_stands() {
    stores().keys().add(key("one", NOW, null));

    assertThat(stores().keys().reseal(new KeyId("one"), "\"else\"", "\"new\"", NOW)).isFalse();
    assertThat(stores().keys().reseal(new KeyId("one"), "\"f00f\"", "\"new\"", NOW)).isTrue();
    assertThat(stores().keys().all().getFirst().privateKey()).isEqualTo("\"new\"");
  }
}
