package dev.holdfast.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.account.Credential;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.Restrictions;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.session.TokenForm;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@code UserStore} promises. */
public abstract class UserStoreContract {
  protected abstract Stores stores();

  private final User ada = People.ada();

  @BeforeEach
  void ada_has_signed_up() {
    assertThat(stores().users().add(ada, People.credentialOf(ada))).isTrue();
  }

  @Test
  void finds_a_user_with_the_password_by_the_address() {
    var login = stores().users().byEmail(ada.email()).orElseThrow();

    assertThat(login.user()).isEqualTo(ada);
    assertThat(login.password()).isEqualTo(People.credentialOf(ada).password());
    assertThat(login.restrictions()).isEqualTo(Restrictions.NONE);
  }

  @Test
  void finds_nobody_by_an_address_that_nobody_has() {
    assertThat(stores().users().byEmail(People.grace().email())).isEmpty();
  }

  @Test
  void keeps_an_image_and_its_absence() {
    var grace =
        User.signedUp(
            new UserId("grace"),
            new User.Profile("Grace", People.grace().email(), "data:image/png;base64,AAAA"),
            TestClock.START);
    stores().users().add(grace, People.credentialOf(grace));

    assertThat(stores().users().byEmail(grace.email()).orElseThrow().user().image())
        .isEqualTo("data:image/png;base64,AAAA");
    assertThat(stores().users().byEmail(ada.email()).orElseThrow().user().image()).isNull();
  }

  @Test
  void checklist_15_1_takes_statements_for_text() {
    var name = "Robert'); drop table \"user\"; -- \\ % _ \u202e \ud83d\ude00";
    var bobby =
        User.signedUp(
            new UserId("bobby"),
            new User.Profile(name, EmailAddress.parse("o'neil+1@example.com"), null),
            TestClock.START);
    stores().users().add(bobby, People.credentialOf(bobby));

    assertThat(stores().users().byEmail(bobby.email()).orElseThrow().user()).isEqualTo(bobby);
  }

  @Test
  void an_address_is_taken_once_and_the_first_user_stays() {
    var second =
        User.signedUp(
            new UserId("second"), new User.Profile("Second", ada.email(), null), TestClock.START);

    assertThat(stores().users().add(second, People.credentialOf(second))).isFalse();
    assertThat(stores().users().byEmail(ada.email()).orElseThrow().user()).isEqualTo(ada);
  }

  @Test
  void checklist_19_5_of_many_who_race_for_an_address_one_gets_it() {
    var address = People.grace().email();
    var next = new AtomicInteger();

    var added =
        Race.of(
            24,
            () -> {
              var id = new UserId("racer-" + next.incrementAndGet());
              var user =
                  User.signedUp(id, new User.Profile("Racer", address, null), TestClock.START);
              return stores()
                  .users()
                  .add(user, new Credential("c-" + id.value(), id, People.hash("h")));
            });

    assertThat(added).containsOnlyOnce(true);
    assertThat(stores().users().byEmail(address).orElseThrow().password()).isNotNull();
  }

  @Test
  void replaces_a_password_that_still_stands() {
    var old = People.credentialOf(ada).password();

    assertThat(stores().users().replacePassword(ada.id(), old, People.hash("new"), TestClock.START))
        .isTrue();
    assertThat(stores().users().byEmail(ada.email()).orElseThrow().password())
        .isEqualTo(People.hash("new"));
  }

  @Test
  void checklist_2_9_leaves_a_password_that_was_changed_in_the_meantime() {
    var stale = People.hash("what it was once");

    assertThat(
            stores().users().replacePassword(ada.id(), stale, People.hash("new"), TestClock.START))
        .isFalse();
    assertThat(stores().users().byEmail(ada.email()).orElseThrow().password())
        .isEqualTo(People.credentialOf(ada).password());
  }

  @Test
  void of_many_who_replace_the_same_password_one_does() {
    var old = People.credentialOf(ada).password();
    var next = new AtomicInteger();

    var replaced =
        Race.of(
            16,
            () ->
                stores()
                    .users()
                    .replacePassword(
                        ada.id(),
                        old,
                        People.hash("new-" + next.incrementAndGet()),
                        TestClock.START));

    assertThat(replaced).containsOnlyOnce(true);
  }

  @Test
  void removes_a_user_with_password_and_sessions_once() {
    stores().sessions().add(Sessions.of(ada, "laptop", TokenForm.PLAIN, TestClock.START));

    assertThat(stores().users().remove(ada.id())).isTrue();
    assertThat(stores().users().remove(ada.id())).isFalse();
    assertThat(stores().users().byEmail(ada.email())).isEmpty();
    assertThat(stores().sessions().liveOf(ada.id(), TestClock.START)).isEmpty();
    assertThat(stores().users().add(ada, People.credentialOf(ada))).isTrue();
  }
}
