package dev.holdfast.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.audit.AuditRow;
import dev.holdfast.domain.audit.AuditSeal;
import dev.holdfast.domain.audit.AuditStore;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.platform.Source;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.SessionEvent.Why;
import dev.holdfast.domain.session.SessionHandle;
import dev.holdfast.domain.session.TokenForm;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@code AuditStore} promises, and what the other stores write into it. */
public abstract class AuditStoreContract {
  protected abstract Stores stores();

  private static final Instant NOW = TestClock.START;
  private static final Source REQUEST =
      Source.ofRequest("request-1", "203.0.113.7", "Browser/1.0").markedAs("doctor");

  private final User ada = People.ada();
  private final Session laptop = Sessions.of(ada, "laptop", TokenForm.DIGEST, NOW);
  private final Session phone = Sessions.of(ada, "phone", TokenForm.PLAIN, NOW);

  private AuditStore audit() {
    return stores().audit();
  }

  private List<AuditRow> rows() {
    return audit().between(null, null, null, 1_000);
  }

  private List<String> kinds() {
    return rows().stream().map(AuditRow::kind).toList();
  }

  private AuditRow last() {
    return rows().getLast();
  }

  private void signUpAda() {
    stores().users().add(ada, People.credentialOf(ada));
  }

  private void signAdaInTwice() {
    stores().sessions().add(laptop);
    stores().sessions().add(phone);
  }

  private static AuditEntry refused(int number) {
    return AuditEntry.of(AuditKind.SIGN_IN_REFUSED, NOW.plusSeconds(number))
        .withMaskedEmail("a***@example.com")
        .because(Why.UNKNOWN_ADDRESS);
  }

  private void addRefused(int count) {
    audit().add(IntStream.range(0, count).mapToObj(AuditStoreContract::refused).toList());
  }

  @Test
  void checklist_16_5_signing_up_is_written_with_who_when_from_where_and_by_which_request() {
    REQUEST.run(this::signUpAda);

    var row = last();
    assertThat(row.kind()).isEqualTo("signed_up");
    assertThat(row.user()).isEqualTo(ada.id().value());
    assertThat(row.at()).isEqualTo(ada.createdAt());
    assertThat(row.actor()).isEqualTo("caller");
    assertThat(row.request()).isEqualTo("request-1");
    assertThat(row.address()).isEqualTo("203.0.113.7");
    assertThat(row.userAgent()).isEqualTo("Browser/1.0");
    assertThat(row.marker()).isEqualTo("doctor");
    assertThat(row.instance()).isNotEmpty();
    assertThat(row.batch()).isNull();
  }

  @Test
  void signing_up_to_a_taken_address_is_not_written() {
    signUpAda();
    signUpAda();

    assertThat(kinds()).containsExactly("signed_up");
  }

  @Test
  void checklist_16_5_signing_in_and_out_are_written_with_the_session_and_never_its_token() {
    signUpAda();
    signAdaInTwice();
    stores().sessions().end(Sessions.token("laptop"), Ending.SIGNED_OUT, NOW.plusSeconds(5));

    assertThat(kinds())
        .containsExactlyInAnyOrder("signed_up", "signed_in", "signed_in", "signed_out");
    assertThat(last().kind()).isEqualTo("signed_out");
    assertThat(last().user()).isEqualTo(ada.id().value());
    assertThat(last().session()).isEqualTo(laptop.id().value());
    assertThat(last().at()).isEqualTo(NOW.plusSeconds(5));
    assertThat(rows().toString())
        .doesNotContain(Sessions.token("laptop").value())
        .doesNotContain(Sessions.token("phone").value())
        .doesNotContain("sha256:");
  }

  @Test
  void ending_what_is_not_there_is_not_written() {
    signUpAda();
    stores().sessions().end(Sessions.token("nobody"), Ending.SIGNED_OUT, NOW);
    stores().sessions().endOne(ada.id(), new SessionHandle.ById(laptop.id()), NOW);

    assertThat(kinds()).containsExactly("signed_up");
  }

  @Test
  void checklist_16_5_of_all_sessions_revoked_each_is_written() {
    signUpAda();
    signAdaInTwice();
    stores().sessions().endAll(ada.id(), NOW.plusSeconds(5));

    assertThat(rows())
        .filteredOn(row -> row.kind().equals("session_revoked"))
        .extracting(AuditRow::session)
        .containsExactlyInAnyOrder(laptop.id().value(), phone.id().value());
  }

  @Test
  void a_session_that_was_over_is_written_as_expired() {
    signUpAda();
    signAdaInTwice();
    stores().sessions().removeOver(laptop, laptop.expiresAt().plusSeconds(1));

    assertThat(last().kind()).isEqualTo("session_expired");
  }

  @Test
  void a_new_hash_is_written_without_the_hash() {
    signUpAda();
    var old = People.credentialOf(ada).password();
    stores().users().replacePassword(ada.id(), old, new PasswordHash("$new$"), NOW.plusSeconds(5));
    stores().users().replacePassword(ada.id(), old, new PasswordHash("$no$"), NOW.plusSeconds(6));

    assertThat(kinds()).containsExactly("signed_up", "password_rehashed");
    assertThat(rows().toString()).doesNotContain(old.value()).doesNotContain("$new$");
  }

  @Test
  void checklist_16_5_keys_that_are_made_and_sealed_anew_are_written_by_their_id() {
    stores().keys().addFirst(key("one"), NOW);
    stores().keys().addFirst(key("none"), NOW);
    stores().keys().addAfter(new KeyId("one"), key("two"));
    Source.asOperator(
        () -> {
          stores().keys().add(key("three"));
          return stores()
              .keys()
              .reseal(new KeyId("one"), "\"sealed\"", "\"anew\"", NOW.plusSeconds(5));
        });

    assertThat(rows())
        .extracting(row -> row.kind() + " " + row.detail() + " " + row.actor())
        .containsExactly(
            "key_created one server",
            "key_created two server",
            "key_created three operator",
            "key_resealed one operator");
    assertThat(rows().toString()).doesNotContain("sealed\"").doesNotContain("anew\"");
  }

  private static StoredKey key(String id) {
    return new StoredKey(new KeyId(id), "{}", "\"sealed\"", NOW, null, "EdDSA", null, null);
  }

  @Test
  void what_is_undone_is_not_written() {
    assertThatThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          signUpAda();
                          throw new IllegalStateException("on purpose");
                        }))
        .hasMessage("on purpose");

    assertThat(rows()).isEmpty();
  }

  @Test
  void rows_of_their_own_are_added_together_and_hold_what_was_said() {
    audit()
        .add(
            List.of(
                refused(0).with(new UserId("u"), null),
                AuditEntry.of(AuditKind.COMMAND_RUN, NOW.plusSeconds(1)).withDetail("migrate")));

    var first = rows().getFirst();
    assertThat(first.email()).isEqualTo("a***@example.com");
    assertThat(first.reason()).isEqualTo("unknown_address");
    assertThat(first.user()).isEqualTo("u");
    assertThat(last().detail()).isEqualTo("migrate");
    assertThat(last().request()).isNull();
  }

  @Test
  void a_span_of_time_is_read_page_by_page_in_order() {
    addRefused(10);

    var first = audit().between(NOW.plusSeconds(2), NOW.plusSeconds(8), null, 4);
    var second = audit().between(NOW.plusSeconds(2), NOW.plusSeconds(8), first.getLast(), 4);
    var third = audit().between(NOW.plusSeconds(2), NOW.plusSeconds(8), second.getLast(), 4);

    assertThat(first).hasSize(4);
    assertThat(first.getFirst().at()).isEqualTo(NOW.plusSeconds(2));
    assertThat(second).hasSize(2);
    assertThat(second.getLast().at()).isEqualTo(NOW.plusSeconds(7));
    assertThat(third).isEmpty();
  }

  @Test
  void is_asked_about_a_user_a_session_a_request_or_an_address() {
    REQUEST.run(this::signUpAda);
    signAdaInTwice();
    addRefused(1);

    assertThat(audit().about(new AuditSubject(ada.id().value(), null, null, null), 10)).hasSize(3);
    assertThat(audit().about(new AuditSubject(null, laptop.id().value(), null, null), 10))
        .singleElement()
        .extracting(AuditRow::kind)
        .isEqualTo("signed_in");
    assertThat(audit().about(new AuditSubject(null, null, "request-1", null), 10)).hasSize(1);
    assertThat(audit().about(new AuditSubject(null, null, null, "a***@example.com"), 10))
        .hasSize(1);
    assertThat(audit().about(new AuditSubject("x", "x", "x", "x"), 10)).isEmpty();
    assertThat(audit().about(new AuditSubject(ada.id().value(), null, null, null), 1))
        .as("the newest")
        .extracting(AuditRow::session)
        .containsExactly(phone.id().value());
  }

  private AuditSeal sealAll(Instant now) {
    var found = audit().unsealed(1_000);
    var seal = AuditSeal.after(found.last(), found.rows(), now);
    assertThat(audit().seal(seal, found.rows().getFirst().id(), found.rows().getLast().id()))
        .isTrue();
    return seal;
  }

  @Test
  void what_was_sealed_is_found_with_its_seal_and_is_not_sealed_again() {
    addRefused(3);
    var one = sealAll(NOW);
    addRefused(2);
    var two = sealAll(NOW.plusSeconds(1));

    assertThat(audit().unsealed(10).rows()).isEmpty();
    assertThat(audit().sealsAfter(0, 10)).containsExactly(one, two);
    assertThat(audit().sealsAfter(1, 10)).containsExactly(two);
    assertThat(one.covers("", audit().sealedIn(1, 1))).isTrue();
    assertThat(two.covers(one.digest(), audit().sealedIn(2, 2))).isTrue();
    assertThat(audit().sealedAfter(1)).isEqualTo(2);
  }

  @Test
  void no_batch_is_sealed_that_is_not_what_was_read() {
    addRefused(3);
    var found = audit().unsealed(10);
    var rows = found.rows();
    var seal = AuditSeal.after(found.last(), rows, NOW);
    var fewer = AuditSeal.after(null, rows.subList(0, 2), NOW);

    assertThat(audit().seal(fewer, rows.getFirst().id(), rows.getLast().id())).isFalse();
    assertThat(audit().seal(seal, rows.getFirst().id(), rows.getLast().id())).isTrue();
    assertThat(audit().seal(seal, rows.getFirst().id(), rows.getLast().id())).isFalse();
  }

  @Test
  void of_many_who_seal_at_once_one_does() {
    addRefused(20);
    var found = audit().unsealed(100);
    var seal = AuditSeal.after(found.last(), found.rows(), NOW);

    var sealed =
        Race.of(
            8, () -> audit().seal(seal, found.rows().getFirst().id(), found.rows().getLast().id()));

    assertThat(sealed).containsOnlyOnce(true);
    assertThat(audit().sealsAfter(0, 10)).containsExactly(seal);
  }

  @Test
  void what_is_too_old_is_forgotten_and_its_last_seal_stays_as_a_checkpoint() {
    addRefused(3);
    sealAll(NOW);
    addRefused(2);
    var two = sealAll(NOW.plusSeconds(10));
    addRefused(1);
    var three = sealAll(NOW.plusSeconds(20));
    var later = NOW.plus(Duration.ofDays(1));

    assertThat(audit().forget(NOW, later)).as("nothing is that old").isZero();
    assertThat(audit().forget(NOW.plusSeconds(15), later)).isEqualTo(5);
    assertThat(audit().forget(NOW.plusSeconds(15), later)).isZero();

    assertThat(audit().sealsAfter(0, 10))
        .containsExactly(
            new AuditSeal(two.batch(), two.rows(), two.digest(), two.sealedAt(), later), three);
    assertThat(audit().sealedIn(1, 10)).hasSize(1);
    assertThat(last().kind()).isEqualTo("audit_forgotten");
    assertThat(last().detail()).isEqualTo("batches 1 to 2, rows 5");
  }
}
