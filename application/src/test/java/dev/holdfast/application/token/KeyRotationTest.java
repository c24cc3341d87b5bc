package dev.holdfast.application.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.application.testing.GlassVault;
import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.SequenceEntropy;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.application.testing.Watched;
import dev.holdfast.application.token.RewrapSecrets.Report;
import dev.holdfast.domain.InvalidValue;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.KeyStore;
import dev.holdfast.domain.token.KeyVault;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.StoredKey;
import dev.holdfast.domain.token.TokenEvent;
import dev.holdfast.domain.token.TokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What operators do with keys, and what the world sees of it. */
final class KeyRotationTest {
  private final InMemory data = new InMemory();
  private final KeyStore store = data.stores().keys();
  private final GlassVault vault = new GlassVault("current", "previous");
  private final SequenceEntropy entropy = new SequenceEntropy();
  private final RecordedEvents events = new RecordedEvents();
  private final TestClock clock = new TestClock();
  private final TokenPolicy policy = FixedEnvironment.defaults().tokens();

  @Test
  void every_key_is_published_whether_it_opens_or_not() {
    store.add(key("good", "current", null));
    store.add(key("locked", "lost", null));

    assertThat(published(vault)).containsExactly("good", "locked");
  }

  @Test
  void checklist_7_13_an_expired_key_is_published_for_30_days() {
    store.add(key("old", "current", clock.instant()));
    store.add(key("new", "current", null));

    clock.advance(Duration.ofDays(30).minusMillis(1));
    assertThat(published(vault)).containsExactly("old", "new");
    clock.advance(Duration.ofMillis(1));
    assertThat(published(vault)).containsExactly("new");
  }

  @Test
  void a_row_that_holds_no_key_is_left_out_and_the_others_are_published() {
    store.add(key("broken", "current", null));
    store.add(key("good", "current", null));
    var choosy = new VaultThatKnows("good", vault);

    assertThat(published(choosy)).containsExactly("good");
  }

  @Test
  void checklist_7_13_a_replacement_is_published_for_six_minutes_before_it_signs() {
    store.add(key("old", "current", null));
    clock.advance(Duration.ofSeconds(1));

    var replaced = replaceKey().execute();

    assertThat(replaced.activeFrom()).isEqualTo(clock.instant().plus(Duration.ofMinutes(6)));
    var keys = signingKeys(vault);
    assertThat(keys.signing().id()).isEqualTo(new KeyId("old"));
    assertThat(published(vault)).containsExactly("old", replaced.key().value());
    clock.set(replaced.activeFrom());
    assertThat(keys.signing().id()).isEqualTo(replaced.key());
    assertThat(events.all()).contains(new TokenEvent.KeyCreated(replaced.key(), Algorithm.EDDSA));
  }

  @Test
  void where_no_key_opens_a_replacement_signs_at_once_and_the_old_ones_stay_published() {
    store.add(key("locked", "lost", null));
    clock.advance(Duration.ofSeconds(1));

    var replaced = replaceKey().execute();

    assertThat(replaced.activeFrom()).isEqualTo(clock.instant());
    assertThat(signingKeys(vault).signing().id()).isEqualTo(replaced.key());
    assertThat(published(vault)).containsExactly("locked", replaced.key().value());
  }

  @Test
  void an_expired_key_holds_no_replacement_up() {
    store.add(key("old", "current", clock.instant()));

    assertThat(replaceKey().execute().activeFrom()).isEqualTo(clock.instant());
  }

  @Test
  void rewrapping_seals_anew_what_only_a_previous_secret_opens() {
    store.add(key("current", "current", null));
    store.add(key("old", "previous", null));
    store.add(key("locked", "lost", null));

    assertThat(new RewrapSecrets(store, vault, events, clock).execute())
        .isEqualTo(
            new Report(
                List.of(new KeyId("old")),
                List.of(new KeyId("current")),
                List.of(new KeyId("locked"))));

    assertThat(store.all())
        .extracting(StoredKey::privateKey)
        .containsExactly("current:current", "current:old", "lost:locked");
    assertThat(events.all()).containsExactly(new TokenEvent.KeyResealed(new KeyId("old")));
  }

  @Test
  void rewrapping_twice_finds_nothing_to_do() {
    store.add(key("old", "previous", null));
    var useCase = new RewrapSecrets(store, vault, events, clock);
    useCase.execute();

    assertThat(useCase.execute())
        .isEqualTo(new Report(List.of(), List.of(new KeyId("old")), List.of()));
  }

  @Test
  void a_row_that_somebody_else_rewraps_at_the_same_moment_counts_as_right() {
    store.add(key("old", "previous", null));
    var raced =
        Watched.after(
            KeyStore.class,
            store,
            "all",
            () -> store.reseal(new KeyId("old"), "previous:old", "current:old", clock.instant()));

    assertThat(new RewrapSecrets(raced.port(), vault, events, clock).execute())
        .isEqualTo(new Report(List.of(), List.of(new KeyId("old")), List.of()));
    assertThat(events.all()).isEmpty();
  }

  @Test
  void a_key_that_a_previous_secret_opens_signs() {
    store.add(key("old", "previous", null));

    assertThat(signingKeys(vault).signing().id()).isEqualTo(new KeyId("old"));
    assertThat(events.all()).isEmpty();
  }

  private List<String> published(KeyVault by) {
    return new PublishKeys(signingKeys(by), by)
        .execute().stream().map(jwk -> String.valueOf(jwk.members().get("kid"))).toList();
  }

  private SigningKeys signingKeys(KeyVault by) {
    return new SigningKeys(store, by, policy, entropy, events, clock, Runnable::run);
  }

  private ReplaceKey replaceKey() {
    return new ReplaceKey(store, vault, policy, entropy, events, clock);
  }

  private StoredKey key(String id, String secret, @Nullable Instant expiresAt) {
    return new StoredKey(
        new KeyId(id),
        "{}",
        secret + ":" + id,
        clock.instant(),
        expiresAt,
        "EdDSA",
        "Ed25519",
        null);
  }

  /** Takes the public half of one key for a JWK, and of no other. */
  private record VaultThatKnows(String good, GlassVault behind) implements KeyVault {
    @Override
    public StoredKey generate(NewKey wanted) {
      return behind.generate(wanted);
    }

    @Override
    public Opening open(StoredKey key) {
      return behind.open(key);
    }

    @Override
    public String reseal(StoredKey key) {
      return behind.reseal(key);
    }

    @Override
    public PublicJwk publicJwk(StoredKey key, Algorithm whereNoneIsStored) {
      if (key.id().value().equals(good)) return behind.publicJwk(key, whereNoneIsStored);
      throw new InvalidValue("publicKey", "INVALID_KEY", "The public key is no JWK");
    }
  }
}
