package dev.holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.account.Password;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommonPasswordsTest {
  private final CommonPasswords list = new CommonPasswords();

  @Test
  void checklist_1_7_fifty_samples_of_at_least_three_thousand_are_refused_in_any_case()
      throws IOException {
    var entries = entries();
    assertThat(entries).hasSizeGreaterThanOrEqualTo(3_000);

    int step = entries.size() / 50;
    for (int i = 0; i < 50; i++) {
      var entry = entries.get(i * step);
      assertThat(list.contains(new Password(entry))).as(entry).isTrue();
      assertThat(list.contains(new Password(entry.toUpperCase(Locale.ROOT)))).as(entry).isTrue();
    }
    assertThat(list.contains(new Password(entries.getLast()))).isTrue();
  }

  @Test
  void the_list_is_sorted_folded_and_holds_no_short_entry() throws IOException {
    var entries = entries();
    assertThat(entries)
        .containsExactlyElementsOf(new TreeSet<>(entries))
        .allMatch(entry -> entry.length() >= 8 && entry.equals(entry.toLowerCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"password", "PassWord", "12345678", "ｐａｓｓｗｏｒｄ", "iloveyou", "password123"})
  void the_commonest_are_refused(String password) {
    assertThat(list.contains(new Password(password))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " password", "correct horse battery", "qzpwlmxvtkrjhgfdsbna"})
  void checklist_1_4_others_are_not(String password) {
    assertThat(list.contains(new Password(password))).isFalse();
  }

  private static List<String> entries() throws IOException {
    try (var file = CommonPasswords.class.getResourceAsStream("common-passwords.txt")) {
      var bytes = Objects.requireNonNull(file).readAllBytes();
      return new String(bytes, StandardCharsets.US_ASCII).lines().toList();
    }
  }
}
