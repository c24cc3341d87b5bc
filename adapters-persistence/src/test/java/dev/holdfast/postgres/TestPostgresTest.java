package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestPostgresTest {
  @Test
  void every_fresh_database_is_empty_and_one_server_has_them_all() throws SQLException {
    var first = TestPostgres.freshDatabase();
    var second = TestPostgres.freshDatabase();

    assertThat(first.port()).isEqualTo(second.port());
    createTable(first);
    createTable(second);
  }

  private static void createTable(TestPostgres.Database database) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id text)");
    }
  }
}
