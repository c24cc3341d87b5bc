package dev.holdfast.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.InvalidValue;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailAddressTest {
  /** As the protocol states it (README §5). */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "^(?:[A-Za-z0-9_'+\\-]+\\.)*[A-Za-z0-9_'+\\-]*[A-Za-z0-9_+-]"
              + "@(?:[A-Za-z0-9][A-Za-z0-9\\-]*\\.)+[A-Za-z]{2,}$");

  private static final int KIB_64 = 64 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com",
        "a@b.co",
        "ada.lovelace+news@mail.example.co.uk",
        "o'neil@example.com",
        "_@example.com",
        "-@example.com",
        "+@example.com",
        "'a@example.com",
        "a-@example.com",
        "1@1.2.3.example",
        "a@b-.com",
        "a@xn--bcher-kva.example",
      })
  void takes_what_the_reference_takes(String text) {
    assertThat(EmailAddress.parse(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "@", "a@", "@b.c", "@b.com", "a@b@c.de", "a b@c.de", "abc"})
  void bad_input_e1_what_is_not_shaped_like_an_address_is_none(String text) {
    assertIsNoAddress(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@b.co\r\nBcc: v@x.yy", "a@b.co%0d%0aTo:x", "a@b.co\n", "a\n@b.co", "a@b.co\r"})
  void bad_input_e2_no_address_carries_a_line_break(String text) {
    assertIsNoAddress(text);
  }

  @Test
  void bad_input_e4_upper_case_is_the_same_account() {
    assertThat(EmailAddress.parse("A@Example.COM")).isEqualTo(EmailAddress.parse("a@example.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@b.co ", " a@b.co", "\ta@b.co", "a@b.co\u200b", "\ufeffa@b.co", "a\u00ad@b.co"})
  void bad_input_e5_nothing_is_trimmed_and_nothing_invisible_let_through(String text) {
    assertIsNoAddress(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\uff20b.co", "a@b\u3002co", "\u00e4@b.co", "a@b\u00fc.de", "\u212a@b.co"})
  void bad_input_e7_letters_beyond_ascii_are_refused(String text) {
    assertIsNoAddress(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@[127.0.0.1]",
        "a@localhost",
        "\"quoted string\"@b.co",
        "a@b..co",
        "a@.b.co",
        "a@-b.co",
        "a@b.co-",
        "a@xn--",
        "a@b.c",
        "a@b.c0",
        "a@xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.c",
        ".a@b.co",
        "a.@b.co",
        "a..b@b.co",
        "a'@b.co",
      })
  void bad_input_e8_forms_that_the_reference_does_not_take_are_refused(String text) {
    assertIsNoAddress(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@b.co' OR '1'='1", "a@b.co';DROP TABLE \"user\";--", "a@b.co\\", "%", "_"})
  void bad_input_e10_statements_are_no_addresses(String text) {
    assertIsNoAddress(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b.co\u0000", "\u0000a@b.co", "a\u0000@b.co"})
  void bad_input_e11_no_address_carries_a_nul(String text) {
    assertIsNoAddress(text);
  }

  @Test
  void an_address_has_at_most_254_characters() {
    var longest = "a".repeat(EmailAddress.MAX_LENGTH - "@example.com".length()) + "@example.com";

    assertThat(EmailAddress.parse(longest).value()).hasSize(254);
    assertIsNoAddress("a" + longest);
  }

  @Test
  void agrees_with_the_references_grammar_on_thousands_of_odd_texts() {
    var pieces =
        List.of(
            "a", "Z", "9", "_", "'", "+", "-", ".", "..", "@", "b.co", "com", "x-y", " ", "\n",
            "\u00e9", "a@", "@b.", ".c", "'@", "-.");
    var random = new Random(20_261_125);
    int addresses = 0;
    for (int round = 0; round < 10_000; round++) {
      var text = new StringBuilder();
      for (int left = 1 + random.nextInt(4); left > 0; left--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      if (random.nextBoolean()) text.append("@x").append(text.charAt(0)).append(".com");
      boolean expected = REFERENCE.matcher(text).matches();
      if (expected) addresses++;

      assertThat(EmailAddress.isAddress(text.toString())).as("<%s>", text).isEqualTo(expected);
    }
    assertThat(addresses).as("addresses among the texts").isGreaterThan(500);
  }

  @Test
  void checklist_14_16_hostile_texts_of_64_kib_are_refused() {
    for (var hostile : hostileTexts(KIB_64)) assertIsNoAddress(hostile);
  }

  @Test
  void checklist_14_16_the_grammar_looks_at_each_character_a_few_times_at_most() {
    for (var hostile : hostileTexts(EmailAddress.MAX_LENGTH)) {
      for (var pattern : List.of(EmailAddress.LOCAL_PART, EmailAddress.DOMAIN)) {
        var text = new CountedText(hostile);

        boolean matched = pattern.matcher(text).matches();

        assertThat(text.reads)
            .as("reads of %s on %s (%s)", pattern, hostile, matched)
            .isLessThan(4 * hostile.length());
      }
    }
  }

  @Test
  void a_refusal_names_the_member_and_the_code_and_never_repeats_the_text() {
    assertThatThrownBy(() -> EmailAddress.parse("secret at example.com"))
        .isInstanceOfSatisfying(
            InvalidValue.class,
            refusal -> {
              assertThat(refusal.field()).isEqualTo("email");
              assertThat(refusal.code()).isEqualTo("INVALID_EMAIL");
              assertThat(refusal).hasMessage("Invalid email");
            });
  }

  @Test
  void prints_itself_masked() {
    assertThat(EmailAddress.parse("ada@example.com")).hasToString("EmailAddress[a***@example.com]");
    assertThat(new EmailAddress("no address at all").masked()).isEqualTo("***");
  }

  private static void assertIsNoAddress(String text) {
    assertThat(EmailAddress.isAddress(text)).as("<%s>", text).isFalse();
    assertThatThrownBy(() -> EmailAddress.parse(text)).isInstanceOf(InvalidValue.class);
  }

  private static List<String> hostileTexts(int length) {
    return List.of(
        "a".repeat(length),
        "a.".repeat(length / 2),
        "a-".repeat(length / 2),
        "-".repeat(length),
        ".".repeat(length),
        "@".repeat(length),
        "a@" + "a".repeat(length - 3) + "!",
        "a@" + "a.".repeat((length - 3) / 2) + "!",
        "a@" + "aa-".repeat((length - 3) / 3) + "1",
        "a.".repeat((length - 6) / 2) + "@b.co!");
  }

  /** A text that counts how often one of its characters is looked at. */
  private static final class CountedText implements CharSequence {
    private final String text;
    private int reads;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
