package dev.holdfast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.load.Load;

/** F16: PgBouncer in transaction mode, as the distribution packages it. */
final class PoolerFaults {
  private static final int CLIENTS = 50;

  @SmokeRow
  void f16_a_pooler_in_transaction_mode_sees_no_statement_setting_or_lock_of_a_session() {
    try (var run = new FaultRun("F16", "PgBouncer in transaction mode, pool of 5, 50 clients")) {
      var cluster = run.cluster();
      var bouncer = run.bouncer(cluster, "default_pool_size", "5");
      var server = run.server(bouncer.url(), "DATABASE_URL_UNPOOLED", cluster.url()).awaitReady();
      Load load = run.people(server).mixed(CLIENTS, FaultRun.level().requests());

      var answers = load.stop();
      run.figures().atMost("errors", 0, answers.failures().count());
      run.figures().noted("requests", Integer.toString(answers.count()));
      assertThat(answers.failures().evidence()).isEmpty();
      assertThat(server.log()).doesNotContain("prepared statement");
      for (int connection = 0; connection < 5; connection++) {
        assertThat(bouncer.sql().column("show statement_timeout")).containsExactly("0");
        assertThat(bouncer.sql().column("show lock_timeout")).containsExactly("0");
      }
      assertThat(
              cluster
                  .asOwnerInside()
                  .number("select count(*) from pg_locks where locktype = 'advisory'"))
          .isZero();
      run.assertInvariants(answers, load.truth(cluster.sql()));
    }
  }
}
