package dev.holdfast.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.People;
import dev.holdfast.application.testing.PlainHasher;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.SequenceEntropy;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.domain.account.PasswordHasher.Verdict;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TemporaryUserTest {
  private final InMemory data = new InMemory();
  private final PlainHasher hasher = new PlainHasher();
  private final RecordedEvents events = new RecordedEvents();
  private final AddTemporaryUser add =
      new AddTemporaryUser(
          FixedEnvironment.defaults(),
          data.stores().users(),
          hasher,
          new SequenceEntropy(),
          events,
          new TestClock());
  private final RemoveTemporaryUser remove = new RemoveTemporaryUser(data.stores().users(), events);

  @Test
  void is_lent_out_with_a_password_that_fits_and_gives_the_place_at_the_door_back() {
    var lent = add.execute();

    var known = data.stores().users().byEmail(lent.email()).orElseThrow();
    var hash = Objects.requireNonNull(known.password());
    assertThat(hasher.verify(lent.password(), hash)).isEqualTo(Verdict.MATCH);
    assertThat(hasher.taken()).isZero();
  }

  @Test
  void is_taken_back_once_and_nobody_else_is() {
    var lent = add.execute();
    data.stores().users().add(People.ada(), People.credentialOf(People.ada()));

    assertThat(remove.execute(lent.email())).isTrue();
    assertThat(remove.execute(lent.email())).isFalse();
    assertThat(remove.execute(People.ada().email())).isFalse();
    assertThat(data.stores().users().byEmail(People.ada().email())).isPresent();
  }
}
