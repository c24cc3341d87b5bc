package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the first contact leads to: each answer is a real server's, or a real silence. */
final class StartTest {
  private final TestPostgres.Database place = TestPostgres.freshDatabase();

  private Start connect(String user, String password, int port, String name) {
    var url = "postgres://%s:%s@%s:%d/%s".formatted(user, password, place.host(), port, name);
    return connect(url);
  }

  private static Start connect(String url) {
    var settings = DatabaseSettings.parse("DATABASE_URL", url);
    try (var database = TestMachine.database(settings, null)) {
      return database.connect();
    }
  }

  private static void assertWrong(Start start, String state) {
    assertThat(start)
        .isInstanceOfSatisfying(
            Start.Wrong.class,
            wrong -> {
              assertThat(wrong.message()).contains("DATABASE_URL").contains(state);
              assertThat(wrong.mend()).isNotBlank();
            });
  }

  private static void assertWaiting(Start start, String said) {
    assertThat(start)
        .isInstanceOfSatisfying(
            Start.Waiting.class, waiting -> assertThat(waiting.why()).contains(said));
  }

  @Test
  void a_good_start_reports_what_it_found() {
    assertThat(connect(place.uri()))
        .isInstanceOfSatisfying(
            Start.Ready.class,
            ready -> {
              assertThat(ready.report().serverVersion()).matches("\\d+\\.\\d+.*");
              assertThat(ready.report().tls()).isFalse();
              assertThat(ready.report().plan().pooled()).isFalse();
              assertThat(ready.report().connected()).isPositive();
              assertThat(ready.report().roundTrip()).isPositive();
            });
  }

  @Test
  void a_wrong_password_and_an_unknown_role_are_wrong() {
    assertWrong(connect(place.user(), "not-it", place.port(), place.name()), "28P01");
    assertWrong(connect("nobody", "not-it", place.port(), place.name()), "28");
  }

  @Test
  void a_database_that_does_not_exist_is_wrong() {
    assertWrong(connect(place.user(), place.password(), place.port(), "nowhere"), "3D000");
  }

  @Test
  void a_refused_connection_is_waited_for() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertWaiting(connect(place.user(), place.password(), free, place.name()), "08001");
  }

  @Test
  void silence_is_waited_for_and_costs_four_seconds() throws IOException {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      long begun = System.nanoTime();

      var start = connect(place.user(), place.password(), silent.getLocalPort(), place.name());

      assertThat(start).isInstanceOf(Start.Waiting.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(Duration.ofSeconds(3), Duration.ofMillis(5_500));
    }
  }

  @Test
  void a_read_only_database_is_waited_for() {
    Sql.run(
        place, "alter database %s set default_transaction_read_only = on".formatted(place.name()));

    assertWaiting(connect(place.uri()), "25006");
  }

  @Test
  void a_database_without_free_connections_is_waited_for() throws SQLException {
    var role = "few_" + place.name();
    Sql.run(place, "create role %s login password 'few' connection limit 2".formatted(role));
    List<Connection> all = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        all.add(java.sql.DriverManager.getConnection(place.jdbcUrl(), role, "few"));
      }
      assertWaiting(connect(role, "few", place.port(), place.name()), "53300");
    } finally {
      for (var one : all) one.close();
    }
  }
}
