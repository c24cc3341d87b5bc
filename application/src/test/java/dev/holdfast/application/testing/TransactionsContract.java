package dev.holdfast.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.account.User;
import dev.holdfast.domain.session.Session;
import dev.holdfast.domain.session.TokenForm;
import org.junit.jupiter.api.Test;

/** What every {@code Transactions} promises, together with the stores. */
public abstract class TransactionsContract {
  protected abstract Stores stores();

  private final User ada = People.ada();
  private final Session laptop = Sessions.of(ada, "laptop", TokenForm.DIGEST, TestClock.START);

  @Test
  void keeps_both_effects_of_work_that_returns() {
    var result =
        stores()
            .transactions()
            .run(
                () -> {
                  stores().users().add(ada, People.credentialOf(ada));
                  stores().sessions().add(laptop);
                  return "done";
                });

    assertThat(result).isEqualTo("done");
    assertThat(stores().sessions().find(Sessions.token("laptop"))).isPresent();
  }

  @Test
  void keeps_neither_effect_of_work_that_throws() {
    assertThatThrownBy(
            () ->
                stores()
                    .transactions()
                    .run(
                        () -> {
                          stores().users().add(ada, People.credentialOf(ada));
                          stores().sessions().add(laptop);
                          throw new IllegalStateException("on purpose");
                        }))
        .hasMessage("on purpose");

    assertThat(stores().users().byEmail(ada.email())).isEmpty();
    assertThat(stores().sessions().find(Sessions.token("laptop"))).isEmpty();
  }

  @Test
  void a_taken_address_leaves_the_transaction_usable() {
    stores().users().add(ada, People.credentialOf(ada));

    boolean added =
        stores().transactions().run(() -> stores().users().add(ada, People.credentialOf(ada)));

    assertThat(added).isFalse();
  }
}
