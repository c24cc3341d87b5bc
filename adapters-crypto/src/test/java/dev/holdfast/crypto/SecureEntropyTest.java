package dev.holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SecureEntropyTest {
  private static final int TEXTS = 100_000;
  private static final int LENGTH = 32;
  private static final int LETTERS = 62;

  /** 61 degrees of freedom, one in a hundred million: no test of 32 fails by chance. */
  private static final double CHI_SQUARE_LIMIT = 137;

  private final SecureEntropy entropy = new SecureEntropy();

  @Test
  void checklist_4_1_tokens_do_not_repeat_and_every_letter_is_as_likely_at_every_place() {
    Set<String> seen = new HashSet<>();
    var counts = new int[LENGTH][128];
    for (int i = 0; i < TEXTS; i++) {
      var text = entropy.text(LENGTH);
      seen.add(text);
      for (int place = 0; place < LENGTH; place++) counts[place][text.charAt(place)]++;
    }

    assertThat(seen).hasSize(TEXTS).allMatch(text -> text.matches("[a-zA-Z0-9]{32}"));
    for (int place = 0; place < LENGTH; place++) {
      assertThat(chiSquare(counts[place])).as("place %d", place).isLessThan(CHI_SQUARE_LIMIT);
    }
  }

  @Test
  void texts_and_bytes_have_the_length_that_was_asked_for() {
    assertThat(entropy.text(0)).isEmpty();
    assertThat(entropy.text(1)).hasSize(1);
    assertThat(entropy.bytes(24)).hasSize(24).isNotEqualTo(entropy.bytes(24));
  }

  private static double chiSquare(int[] counts) {
    double expected = (double) TEXTS / LETTERS;
    double sum = 0;
    for (int letter = 0; letter < counts.length; letter++) {
      if (!Character.isLetterOrDigit(letter)) continue;
      sum += (counts[letter] - expected) * (counts[letter] - expected) / expected;
    }
    return sum;
  }
}
