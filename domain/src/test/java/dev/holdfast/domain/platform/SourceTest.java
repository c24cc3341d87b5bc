package dev.holdfast.domain.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.platform.Source.Actor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class SourceTest {
  private static Source agent(String userAgent) {
    return Source.ofRequest("request-1", "", userAgent);
  }

  @Test
  void whoever_asks_inside_a_request_learns_which() {
    var seen = new AtomicReference<Source>();
    agent("Browser/1.0").run(() -> seen.set(Source.current()));

    assertThat(seen.get()).isEqualTo(agent("Browser/1.0"));
    assertThat(seen.get().actor()).isEqualTo(Actor.CALLER);
    assertThat(Source.current().actor()).isEqualTo(Actor.SERVER);
    assertThat(Source.asOperator(Source::current).actor()).isEqualTo(Actor.OPERATOR);
  }

  @Test
  void what_is_empty_is_unknown() {
    assertThat(agent("").userAgent()).isNull();
    assertThat(agent("").address()).isNull();
  }

  @Test
  void a_user_agent_is_cut_and_can_always_be_stored() {
    var tooLong = "x".repeat(Source.LONGEST_USER_AGENT - 1) + "\ud83d\ude00 and more";

    assertThat(agent(tooLong).userAgent()).hasSize(Source.LONGEST_USER_AGENT).endsWith("x?");
    assertThat(agent("a\u0000b\ud800").userAgent()).isEqualTo("a?b?");
    assertThat(agent("\ud83d\ude00").userAgent()).isEqualTo("\ud83d\ude00");
  }
}
