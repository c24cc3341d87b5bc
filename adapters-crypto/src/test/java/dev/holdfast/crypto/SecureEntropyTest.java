package dev.holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SecureEntropyTest {
  private static final int TEXTS = 1_000_000;
  private static final int LENGTH = 32;
  private static final int LETTERS = 62;

  /** So many letters fit a long; texts that differ there differ, and a million do by far. */
  private static final int START = 10;

  private static final int CODES = 'z' - '0' + 1;

  /** 61 degrees of freedom, one in a hundred million: no test of 32 fails by chance. */
  private static final double CHI_SQUARE_LIMIT = 137;

  private final SecureEntropy entropy = new SecureEntropy();

  @Test
  void checklist_4_1_tokens_do_not_repeat_and_every_letter_is_as_likely_at_every_place() {
    var starts = new long[TEXTS];
    var counts = new int[LENGTH][128];
    for (int i = 0; i < TEXTS; i++) {
      var text = entropy.text(LENGTH);
      for (int place = 0; place < LENGTH; place++) counts[place][text.charAt(place)]++;
      for (int place = 0; place < START; place++) {
        starts[i] = starts[i] * CODES + text.charAt(place) - '0';
      }
    }

    assertDistinct(starts);
    for (int place = 0; place < LENGTH; place++) {
      assertThat(drawn(counts[place])).as("letters and digits alone").isEqualTo(TEXTS);
      assertThat(chiSquare(counts[place])).as("place %d", place).isLessThan(CHI_SQUARE_LIMIT);
    }
  }

  @Test
  void checklist_8_4_nonces_do_not_repeat() {
    var starts = new long[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
      starts[i] = ByteBuffer.wrap(entropy.bytes(XChaCha.NONCE_BYTES)).getLong();
    }

    assertDistinct(starts);
  }

  @Test
  void texts_and_bytes_have_the_length_that_was_asked_for() {
    assertThat(entropy.text(0)).isEmpty();
    assertThat(entropy.text(1)).hasSize(1);
    assertThat(entropy.bytes(24)).hasSize(24).isNotEqualTo(entropy.bytes(24));
  }

  private static void assertDistinct(long[] all) {
    Arrays.sort(all);
    for (int i = 1; i < all.length; i++) {
      if (all[i] == all[i - 1]) throw new AssertionError("drawn twice: " + all[i]);
    }
  }

  private static int drawn(int[] counts) {
    int sum = 0;
    for (int letter = 0; letter < counts.length; letter++) {
      if (Character.isLetterOrDigit(letter)) sum += counts[letter];
    }
    return sum;
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
