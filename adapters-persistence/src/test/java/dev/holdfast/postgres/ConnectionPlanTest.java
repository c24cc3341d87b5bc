package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectionPlanTest {
  private static ConnectionPlan plan(String url, String... variables) {
    return ConnectionPlan.of(
        DatabaseSettings.parse("DATABASE_URL", url), null, 1, Set.of(variables));
  }

  @ParameterizedTest
  @CsvSource({
    // host:port, mode, pooled
    "localhost:5432, DIRECT, false",
    "db.example.com:5432, DIRECT, false",
    "db.example.com:6432, POOLER, true",
    "aws-0.pooler.supabase.com:6543, POOLER, true",
    "db-pooler.example.com:5432, POOLER, true",
    "ep-cool-1.eu-central-1.aws.neon.tech:5432, SERVERLESS, false",
    "ep-cool-1-pooler.eu-central-1.aws.neon.tech:5432, SERVERLESS, true",
  })
  void by_itself_the_url_says_how_connections_are_kept(
      String host, ConnectionMode mode, boolean pooled) {
    var plan = plan("postgres://u:p@" + host + "/db");

    assertThat(plan.mode()).isEqualTo(mode);
    assertThat(plan.pooled()).isEqualTo(pooled);
    assertThat(plan.why()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "VERCEL, Vercel",
    "K_SERVICE, Cloud Run",
    "AWS_LAMBDA_FUNCTION_NAME, AWS Lambda",
    "FLY_APP_NAME, Fly",
    "CONTAINER_APP_NAME, Azure",
    "WEBSITE_INSTANCE_ID, Azure",
  })
  void a_platform_that_freezes_processes_is_known_by_its_variables(String variable, String name) {
    var plan = plan("postgres://u:p@db.example.com/db", "PATH", variable);

    assertThat(plan.mode()).isEqualTo(ConnectionMode.SERVERLESS);
    assertThat(plan.why()).contains(name);
  }

  @Test
  void what_the_deployment_says_counts_more_than_what_is_seen() {
    var settings = DatabaseSettings.parse("DATABASE_URL", "postgres://u:p@db:6432/db");

    var direct = ConnectionPlan.of(settings, ConnectionMode.DIRECT, 1, Set.of("VERCEL"));
    assertThat(direct.mode()).isEqualTo(ConnectionMode.DIRECT);
    assertThat(direct.pooled()).as("nothing is kept by name, for safety").isTrue();

    var other = DatabaseSettings.parse("DATABASE_URL", "postgres://u:p@db/db");
    assertThat(ConnectionPlan.of(other, ConnectionMode.POOLER, 1, Set.of()).pooled()).isTrue();
  }

  @Test
  void a_pooler_that_shows_only_once_it_is_asked_changes_the_plan() {
    assertThat(plan("postgres://u:p@db/db").behindPooler().mode()).isEqualTo(ConnectionMode.POOLER);
    var sleeping = plan("postgres://u:p@ep-1.neon.tech/db").behindPooler();
    assertThat(sleeping.mode()).isEqualTo(ConnectionMode.SERVERLESS);
    assertThat(sleeping.pooled()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // limit of the role, instances, connections
    "100, 1, 10",
    "100, 20, 4",
    "8, 1, 7",
    "2, 1, 1",
    "1, 1, 1",
    "3, 9, 1",
  })
  void instances_share_what_the_role_may_open_and_leave_one_for_the_probe(
      int limit, int instances, int connections) {
    var settings = DatabaseSettings.parse("DATABASE_URL", "postgres://u:p@db/db");

    var plan = ConnectionPlan.of(settings, null, instances, Set.of());

    assertThat(plan.poolSize(limit)).isEqualTo(connections);
  }

  @Test
  void the_url_may_ask_for_another_number_of_connections() {
    var plan = plan("postgres://u:p@db/db?connection_limit=3");

    assertThat(plan.poolSize(100)).isEqualTo(3);
    assertThat(plan.poolSize(3)).isEqualTo(2);
  }
}
