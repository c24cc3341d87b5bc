package dev.holdfast.application.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.application.testing.GlassVault;
import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.SequenceEntropy;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.application.testing.Watched;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.KeyStore;
import dev.holdfast.domain.token.KeyVault.NewKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OwnKeysTest {
  private final TestClock clock = new TestClock();
  private final InMemory data = new InMemory();
  private final GlassVault vault = new GlassVault("secret");
  private final Watched<KeyStore> store = Watched.over(KeyStore.class, data.stores().keys());
  private final SigningKeys signing =
      new SigningKeys(
          store.port(),
          vault,
          FixedEnvironment.defaults().tokens(),
          new SequenceEntropy(),
          new RecordedEvents(),
          clock,
          Runnable::run);
  private final OwnKeys keys = new OwnKeys(signing, new PublishKeys(signing, vault));

  @Test
  void they_are_the_published_ones_and_the_same_list_while_the_rows_are_the_same() {
    var first = keys.current();
    assertThat(first).hasSize(1);
    int read = store.calls();

    for (int i = 0; i < 10; i++) assertThat(keys.current()).isSameAs(first);
    assertThat(keys.newer()).isSameAs(first);
    assertThat(store.calls()).as("no query for a token").isEqualTo(read);
  }

  @Test
  void a_key_that_somebody_adds_is_among_them_within_a_minute() {
    var first = keys.current();
    var policy = FixedEnvironment.defaults().tokens();
    data.stores()
        .keys()
        .add(
            vault.generate(
                new NewKey(new KeyId("second"), policy.algorithm(), clock.instant(), null, null)));
    clock.advance(Duration.ofMinutes(1));
    assertThat(keys.current()).hasSize(2).containsAll(first);
  }
}
