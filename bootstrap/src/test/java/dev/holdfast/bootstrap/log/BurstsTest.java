package dev.holdfast.bootstrap.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BurstsTest {
  private Instant now = Instant.EPOCH;
  private final Bursts bursts = new Bursts(() -> now);

  @Test
  void checklist_16_6_an_outage_under_load_is_a_few_lines_and_its_cause_is_told() {
    try (var lines = new CapturedLines("dev.holdfast.fault")) {
      for (int request = 0; request < 3000; request++) {
        bursts.fault("store", "the database cannot be asked", new IllegalStateException("gone"));
        now = now.plus(Duration.ofMillis(10));
      }
      assertThat(lines.events()).hasSize(3);
      assertThat(lines.events().getFirst().getThrowableProxy().getMessage()).isEqualTo("gone");
      assertThat(lines.texts().get(1)).contains("suppressed=\"999\"");
    }
  }

  @Test
  void another_kind_of_fault_is_told_at_once() {
    try (var lines = new CapturedLines("dev.holdfast.fault")) {
      bursts.fault("store", "one", new IllegalStateException("1"));
      bursts.fault("mail", "two", new IllegalStateException("2"));
      assertThat(lines.events()).hasSize(2);
    }
  }
}
