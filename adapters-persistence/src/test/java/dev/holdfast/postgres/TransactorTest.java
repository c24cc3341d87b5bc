package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.testing.People;
import dev.holdfast.application.testing.Stores;
import dev.holdfast.application.testing.TransactionsContract;
import dev.holdfast.domain.platform.Unavailable;
import org.junit.jupiter.api.Test;

final class TransactorTest extends TransactionsContract {
  private final Stores stores = TestStores.emptied();

  @Override
  protected Stores stores() {
    return stores;
  }

  @Test
  void checklist_19_3_all_limits_are_in_force_inside_and_gone_afterwards() {
    var jdbc = TestStores.DATABASE.jdbc();
    var limits =
        """
        select current_setting('statement_timeout') || ' ' || current_setting('lock_timeout')
          || ' ' || current_setting('idle_in_transaction_session_timeout') as "limits"
        """;

    var inside =
        stores
            .transactions()
            .run(
                () -> {
                  jdbc.list("select 1", Jdbc.Binder.NOTHING, row -> 1);
                  return jdbc.first(limits, Jdbc.Binder.NOTHING, row -> row.text("limits"));
                });

    assertThat(inside.orElseThrow()).isEqualTo("3s 2s 5s");
    assertThat(
            Sql.column(
                TestStores.place(),
                "select count(*) from pg_stat_activity where state like 'idle in transaction%'"))
        .containsExactly("0");
  }

  @Test
  void a_transaction_whose_connection_is_lost_before_commit_was_provably_not_applied() {
    var ada = People.ada();

    assertThatThrownBy(
            () ->
                stores
                    .transactions()
                    .run(
                        () -> {
                          stores.users().add(ada, People.credentialOf(ada));
                          Sql.run(
                              TestStores.place(),
                              """
                              select pg_terminate_backend(pid) from pg_stat_activity
                              where datname = current_database() and state = 'idle in transaction'
                              """);
                          return stores.users().byEmail(ada.email());
                        }))
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable -> assertThat(unavailable.effect()).isEqualTo(Unavailable.Effect.NONE));

    assertThat(stores.users().byEmail(ada.email())).isEmpty();
  }
}
