package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.People;
import dev.holdfast.application.testing.Sessions;
import dev.holdfast.application.testing.Stores;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.TokenForm;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many statements an effect costs, and that each finds its rows by an index. */
final class StatementsTest {
  private final Stores stores = TestStores.emptied();
  private final User ada = People.ada();
  private final Session laptop = Sessions.of(ada, "laptop", TokenForm.DIGEST, TestClock.START);

  @BeforeEach
  void ada_is_signed_in() {
    stores.users().add(ada, People.credentialOf(ada));
    stores.sessions().add(laptop);
    TestStores.SENT.clear();
  }

  private static void assertSent(int statements) {
    assertThat(TestStores.SENT).hasSize(statements);
    TestStores.SENT.clear();
  }

  @Test
  void every_effect_is_one_statement() {
    stores.sessions().find(Sessions.token("laptop"));
    assertSent(1);
    stores.users().byEmail(ada.email());
    assertSent(1);
    stores.sessions().renew(laptop, TestClock.START);
    assertSent(1);
    stores.sessions().end(Sessions.token("laptop"), Ending.SIGNED_OUT, TestClock.START);
    assertSent(1);
    stores.sessions().endingOf(Sessions.token("laptop"));
    assertSent(1);
    stores.users().add(People.grace(), People.credentialOf(People.grace()));
    assertSent(1);
    stores.keys().all();
    assertSent(1);
    stores.sessions().add(Sessions.of(ada, "tablet", TokenForm.DIGEST, TestClock.START));
    assertSent(1);
    stores.sessions().endAll(ada.id(), TestClock.START);
    assertSent(1);
  }

  @Test
  void endings_are_forgotten_after_thirty_days() {
    var later = TestClock.START.plus(Duration.ofDays(31));
    stores.sessions().end(Sessions.token("laptop"), Ending.SIGNED_OUT, TestClock.START);
    stores.sessions().add(Sessions.of(ada, "phone", TokenForm.PLAIN, later));

    stores.sessions().end(Sessions.token("phone"), Ending.SIGNED_OUT, later);

    assertThat(stores.sessions().endingOf(Sessions.token("laptop"))).isEmpty();
    assertThat(stores.sessions().endingOf(Sessions.token("phone"))).contains(Ending.SIGNED_OUT);
  }

  @Test
  void checklist_4_5_no_token_can_be_read_from_the_tables() {
    stores.sessions().end(Sessions.token("laptop"), Ending.SIGNED_OUT, TestClock.START);
    stores.sessions().add(Sessions.of(ada, "phone", TokenForm.DIGEST, TestClock.START));

    assertThat(
            Sql.column(
                TestStores.place(),
                "select digest from holdfast_ended_session union select token from session"))
        .hasSize(2)
        .allMatch(stored -> stored.matches("sha256:[A-Za-z0-9_-]{43}"));
  }

  @Test
  void moments_are_kept_as_the_reference_writes_them() {
    var odd = TestClock.START.plusNanos(123_456_789);
    stores.sessions().add(Sessions.of(ada, "odd", TokenForm.DIGEST, odd));

    assertThat(stores.sessions().find(Sessions.token("odd")).orElseThrow().session().createdAt())
        .isEqualTo(TestClock.START.plusMillis(123));
  }
}
