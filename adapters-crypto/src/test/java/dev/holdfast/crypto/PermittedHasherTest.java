package dev.holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.account.HashForm;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.account.PasswordHasher.Verdict;
import dev.holdfast.domain.platform.Unavailable;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PermittedHasherTest {
  private static final String ARGON2 = "$argon2id$v=19$m=%s,t=%s,p=%s$MDEyMzQ1Njc4OWFiY2RlZg$%s";
  private static final String HASH_32 = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private final CountedCounters counters = new CountedCounters();
  private final PermittedHasher hasher = new PermittedHasher(2, new SecureEntropy(), counters);

  @AfterEach
  void end_the_hashing_threads() {
    hasher.close();
  }

  @Test
  @Vectors.Checks("passwordHash")
  void checklist_2_2_reads_the_references_hashes() {
    for (var vector : Vectors.of("passwordHash")) {
      var hash = new PasswordHash(vector.get("hash").stringValue());
      var typed = new Password(vector.get("password").stringValue());
      var composed = new Password(vector.get("passwordNfkc").stringValue());
      assertThat(hasher.verify(typed, hash)).isEqualTo(Verdict.MATCH);
      assertThat(hasher.verify(composed, hash)).isEqualTo(Verdict.MATCH);
      assertThat(hasher.verify(new Password(typed.value() + " "), hash))
          .isEqualTo(Verdict.MISMATCH);
    }
  }

  @Test
  void reads_an_argon2id_hash_of_another_library() {
    // Made by the algorithm's own authors: "password" with the salt "somesalt".
    var hash =
        new PasswordHash(
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
                + "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    assertThat(hasher.verify(new Password("password"), hash)).isEqualTo(Verdict.MATCH);
    assertThat(hasher.verify(new Password("passwore"), hash)).isEqualTo(Verdict.MISMATCH);
  }

  @ParameterizedTest
  @EnumSource
  void checklist_2_1_writes_a_form_that_describes_itself_and_reads_it(HashForm form) {
    var hash = hasher.hash(new Password("secret words"), form);
    assertThat(hash.value())
        .matches(
            switch (form) {
              case SCRYPT -> "[0-9a-f]{32}:[0-9a-f]{128}";
              case ARGON2ID -> "\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[^$=]{22}\\$[^$=]{43}";
            });
    assertThat(hasher.verify(new Password("secret words"), hash)).isEqualTo(Verdict.MATCH);
    assertThat(hasher.verify(new Password("secret word"), hash)).isEqualTo(Verdict.MISMATCH);
    assertThat(hasher.outdated(hash, form)).isFalse();
    hasher.decoy(new Password("secret words"), form);
  }

  @Test
  void checklist_2_3_a_hundred_hashes_of_one_password_have_a_hundred_salts() {
    Set<String> salts = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      var hash = hasher.hash(new Password("the same"), HashForm.ARGON2ID);
      salts.add(hash.value().split("\\$", -1)[4]);
    }
    assertThat(salts).hasSize(100);
  }

  @ParameterizedTest
  @EnumSource
  void checklist_1_2_and_1_3_no_character_is_cut_off(HashForm form) {
    differ(form, "x".repeat(127) + "a", "x".repeat(127) + "b");
    differ(form, "y".repeat(72) + "a", "y".repeat(72) + "b");
    differ(form, "zero\u0000one", "zero\u0000two");
    differ(form, "line\none", "line\ntwo");
  }

  @ParameterizedTest
  @EnumSource
  void checklist_1_5_one_password_typed_on_two_keyboards_is_one_and_spaces_count(HashForm form) {
    var hash = hasher.hash(new Password("e\u0301clair "), form);
    assertThat(hasher.verify(new Password("\u00e9clair "), hash)).isEqualTo(Verdict.MATCH);
    assertThat(hasher.verify(new Password("\u00e9clair"), hash)).isEqualTo(Verdict.MISMATCH);
    var ligatures = new Password("\ufdfa".repeat(128));
    assertThat(hasher.verify(ligatures, hasher.hash(ligatures, form))).isEqualTo(Verdict.MATCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        ":",
        "af077e5eece01b346a5da6c802fc4b7d",
        "AF077E5EECE01B346A5DA6C802FC4B7D:00",
        "$argon2id$",
        "$argon2d$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$" + HASH_32,
        "$2b$10$abcdefghijklmnopqrstuuJ8pWqkzOZ7NHt4dN1LhpKMHXG0jHYnK"
      })
  void checklist_2_7_a_malformed_hash_is_no_fault(String stored) {
    assertThat(hasher.verify(new Password("any"), new PasswordHash(stored)))
        .isEqualTo(Verdict.MALFORMED);
  }

  @Test
  void checklist_2_8_a_hash_that_asks_for_too_much_work_is_malformed() {
    malformed("65537", "2", "1", HASH_32);
    malformed("999999999", "2", "1", HASH_32);
    malformed("19456", "11", "1", HASH_32);
    malformed("19456", "2", "5", HASH_32);
    malformed("19456", "0", "1", HASH_32);
    malformed("8", "2", "4", HASH_32);
    malformed("19456", "2", "1", "AAAA");
    malformed("19456", "2", "1", "A".repeat(200));
  }

  @Test
  void another_form_or_lower_cost_is_outdated() {
    var scrypt = new PasswordHash(Vectors.text("/passwordHash/0/hash"));
    assertThat(hasher.outdated(scrypt, HashForm.SCRYPT)).isFalse();
    assertThat(hasher.outdated(scrypt, HashForm.ARGON2ID)).isTrue();
    assertThat(hasher.outdated(argon2("19456", "2", "1"), HashForm.SCRYPT)).isTrue();
    assertThat(hasher.outdated(argon2("19456", "2", "1"), HashForm.ARGON2ID)).isFalse();
    assertThat(hasher.outdated(argon2("65536", "3", "4"), HashForm.ARGON2ID)).isFalse();
    assertThat(hasher.outdated(argon2("19455", "2", "1"), HashForm.ARGON2ID)).isTrue();
    assertThat(hasher.outdated(argon2("65536", "1", "1"), HashForm.ARGON2ID)).isTrue();
  }

  @Test
  void checklist_2_5_who_finds_no_place_waits_at_the_door_and_is_counted_if_in_vain() {
    try (var small =
            new PermittedHasher(1, 1, Duration.ofMillis(20), new SecureEntropy(), counters);
        var _ = small.admit()) {
      var second = small.admit();
      assertThatThrownBy(small::admit)
          .isInstanceOfSatisfying(
              Unavailable.class, e -> assertThat(e.part()).isEqualTo(Unavailable.Part.HASHING));
      assertThat(counters.snapshot()).containsEntry("password_hash_refused{full}", 1L);
      second.close();
      assertThatCode(() -> small.admit().close())
          .as("a place was given back")
          .doesNotThrowAnyException();
    }
  }

  @Test
  void checklist_2_5_a_place_that_becomes_free_in_time_is_taken_by_who_waited_longest()
      throws Exception {
    try (var small =
            new PermittedHasher(1, 1, Duration.ofSeconds(20), new SecureEntropy(), counters);
        var callers = Executors.newVirtualThreadPerTaskExecutor();
        var _ = small.admit()) {
      var held = small.admit();
      var waiting = callers.submit(() -> small.admit());
      held.close();
      waiting.get().close();
      assertThat(counters.snapshot()).doesNotContainKey("password_hash_refused{full}");
    }
  }

  @Test
  void checklist_2_5_once_closed_hashing_is_unavailable_and_counted() {
    assertThat(hasher.drain(Duration.ofSeconds(5))).isTrue();
    assertThatThrownBy(() -> hasher.hash(new Password("any"), HashForm.ARGON2ID))
        .isInstanceOfSatisfying(
            Unavailable.class, e -> assertThat(e.part()).isEqualTo(Unavailable.Part.HASHING));
    assertThat(counters.snapshot()).containsEntry("password_hash_refused{closed}", 1L);
  }

  private void differ(HashForm form, String one, String other) {
    var hash = hasher.hash(new Password(one), form);
    assertThat(hasher.verify(new Password(one), hash)).isEqualTo(Verdict.MATCH);
    assertThat(hasher.verify(new Password(other), hash)).isEqualTo(Verdict.MISMATCH);
  }

  private void malformed(String memory, String passes, String lanes, String hash) {
    var stored = new PasswordHash(ARGON2.formatted(memory, passes, lanes, hash));
    assertThat(hasher.verify(new Password("any"), stored)).isEqualTo(Verdict.MALFORMED);
  }

  private static PasswordHash argon2(String memory, String passes, String lanes) {
    return new PasswordHash(ARGON2.formatted(memory, passes, lanes, HASH_32));
  }
}
