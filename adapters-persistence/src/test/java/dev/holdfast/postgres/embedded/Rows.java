package dev.holdfast.postgres.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One row of a user of the database, and short ways to ask it things. */
final class Rows {
  static void write(EmbeddedPostgres server) throws SQLException {
    try (var connection = connect(server);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (text text)");
      statement.execute("INSERT INTO kept VALUES ('still here')");
    }
  }

  static String read(EmbeddedPostgres server) throws SQLException {
    return ask(server, "SELECT text FROM kept");
  }

  static String ask(EmbeddedPostgres server, String query) throws SQLException {
    try (var connection = connect(server);
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }

  private Rows() {}
}
