package dev.holdfast.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at and changes a test's database beside the program. */
public final class Sql {
  private Sql() {}

  public static Connection connect(TestPostgres.Database place) throws SQLException {
    return DriverManager.getConnection(place.jdbcUrl(), place.user(), place.password());
  }

  public static void run(TestPostgres.Database place, String sql) {
    try (var connection = connect(place);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException problem) {
      throw new IllegalStateException(sql, problem);
    }
  }

  /** The first column of every row, as text. */
  public static List<String> column(TestPostgres.Database place, String sql) {
    try (var connection = connect(place);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var values = new ArrayList<String>();
      while (rows.next()) values.add(String.valueOf(rows.getString(1)));
      return values;
    } catch (SQLException problem) {
      throw new IllegalStateException(sql, problem);
    }
  }

  /** The text of a resource beside the tests. */
  static String resource(String name) {
    try (var file = Sql.class.getResourceAsStream(name)) {
      if (file == null) throw new IllegalStateException("no resource " + name);
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
