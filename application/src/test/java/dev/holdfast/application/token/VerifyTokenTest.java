package dev.holdfast.application.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.token.VerifyToken.Result;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.token.PublicJwk;
import dev.holdfast.domain.token.TokenEvent;
import dev.holdfast.domain.token.TrustedKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerifyTokenTest {
  private final RecordedEvents events = new RecordedEvents();
  private final Keys keys = new Keys();
  private final VerifyToken verify = new VerifyToken(keys, new GlassVerifier(), events);

  private static final class Keys implements TrustedKeys {
    private List<PublicJwk> newer = List.of(GlassVerifier.key("old"));
    private int asked;
    private boolean away;

    @Override
    public List<PublicJwk> current() {
      return List.of(GlassVerifier.key("old"));
    }

    @Override
    public List<PublicJwk> newer() {
      asked++;
      if (away) throw Unavailable.keys("nobody answers");
      return newer;
    }
  }

  @Test
  void a_good_token_is_taken_without_a_word() {
    assertThat(verify.execute("old"))
        .isInstanceOfSatisfying(
            Result.Verified.class, good -> assertThat(good.token().subject()).isEqualTo("old"));
    assertThat(events.all()).isEmpty();
    assertThat(keys.asked).isZero();
  }

  @Test
  void a_token_by_a_newer_key_is_taken_after_a_look() {
    keys.newer = List.of(GlassVerifier.key("new"));
    assertThat(verify.execute("new")).isInstanceOf(Result.Verified.class);
    assertThat(events.all()).isEmpty();
  }

  @Test
  void every_refusal_is_told_once_with_its_reason() {
    assertThat(verify.execute("unknown")).isEqualTo(new Result.Refused(Reason.TOKEN_KEY_UNKNOWN));
    assertThat(verify.execute("")).isEqualTo(new Result.Refused(Reason.TOKEN_MALFORMED));
    assertThat(events.of(TokenEvent.Rejected.class))
        .extracting(event -> event.refusal().reason())
        .containsExactly(Reason.TOKEN_KEY_UNKNOWN, Reason.TOKEN_MALFORMED);
    assertThat(keys.asked).as("only for a key").isEqualTo(1);
  }

  @Test
  void where_nobody_can_say_it_is_no_refusal() {
    keys.away = true;
    assertThatThrownBy(() -> verify.execute("unknown")).isInstanceOf(Unavailable.class);
    assertThat(events.of(TokenEvent.Rejected.class))
        .extracting(event -> event.refusal().reason())
        .containsExactly(Reason.KEYS_UNAVAILABLE);
  }
}
