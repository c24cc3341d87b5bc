package dev.holdfast.application.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.domain.instance.Identity;
import dev.holdfast.domain.instance.Instance;
import dev.holdfast.domain.instance.InstanceEvent;
import dev.holdfast.domain.platform.Unavailable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MeetInstancesTest {
  private final InMemory data = new InMemory();
  private final TestClock clock = new TestClock();
  private final RecordedEvents events = new RecordedEvents();

  private MeetInstances instance(String name, String issuer) {
    return new MeetInstances(
        data.stores().instances(),
        salt ->
            new Instance(
                name,
                name,
                new Identity(
                    "all",
                    "1",
                    "url",
                    issuer,
                    List.of("aud"),
                    "jwks",
                    "cookie",
                    List.of(salt),
                    List.of()),
                Duration.ZERO,
                TestClock.START,
                clock.instant()),
        events,
        clock);
  }

  @Test
  void those_who_agree_say_nothing_but_that_they_are_there() {
    instance("a", "issuer").execute();
    var second = instance("b", "issuer");
    second.execute();
    second.execute();

    assertThat(second.others()).extracting(Instance::name).containsExactly("a");
    assertThat(second.disagreements()).isEmpty();
    assertThat(events.of(InstanceEvent.Registered.class)).hasSize(2);
    assertThat(events.of(InstanceEvent.Disagrees.class)).isEmpty();
  }

  @Test
  void a_disagreement_is_told_once_and_its_end_too() {
    instance("a", "other issuer").execute();
    var second = instance("b", "issuer");
    second.execute();
    second.execute();

    assertThat(events.of(InstanceEvent.Disagrees.class)).hasSize(1);
    assertThat(second.disagreements())
        .singleElement()
        .satisfies(one -> assertThat(one.difference().theirs()).isEqualTo("other issuer"));

    clock.advance(MeetInstances.RECENT.plusSeconds(1));
    second.execute();
    assertThat(second.disagreements()).isEmpty();
    assertThat(events.of(InstanceEvent.Agree.class)).hasSize(1);
  }

  @Test
  void what_was_known_stays_while_the_store_is_away() {
    instance("a", "other issuer").execute();
    var second = instance("b", "issuer");
    second.execute();
    data.setAvailable(false);

    assertThatThrownBy(second::execute).isInstanceOf(Unavailable.class);
    assertThat(second.disagreements()).hasSize(1);
  }
}
