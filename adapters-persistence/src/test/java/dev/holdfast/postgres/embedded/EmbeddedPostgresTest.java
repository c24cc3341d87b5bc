package dev.holdfast.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.postgres.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  private static final Settings SETTINGS =
      Settings.durable().withBinaries(TestPostgres.sharedBinaries());

  @TempDir private Path temporary;

  @Test
  void a_second_start_finds_the_rows_the_password_and_the_port_of_the_first() throws Exception {
    int port;
    String password;
    try (var first = EmbeddedPostgres.start(data(), SETTINGS)) {
      Rows.write(first);
      port = first.port();
      password = first.password();
      assertThat(first.isRunning()).isTrue();
    }
    assertThat(Processes.endedCleanly(data())).isTrue();

    try (var second = EmbeddedPostgres.start(data(), SETTINGS)) {
      assertThat(Rows.read(second)).isEqualTo("still here");
      assertThat(second.port()).isEqualTo(port);
      assertThat(second.password()).isEqualTo(password).hasSizeGreaterThan(30);
    }
  }

  @Test
  void everything_lies_in_the_data_folder_when_nothing_else_is_said() throws Exception {
    var awkward = temporary.resolve("my data's \"folder\"/holdfast-data");
    try (var server = EmbeddedPostgres.start(awkward)) {
      Rows.write(server);
      assertThat(Rows.read(server)).isEqualTo("still here");
      assertThat(Trees.entries(awkward, "postgres-18[0-9.]*-[0-9a-f]{8}")).hasSize(1);
    }
  }

  @Test
  void it_is_durable_and_compares_text_the_same_everywhere() throws Exception {
    try (var server = EmbeddedPostgres.start(data(), SETTINGS)) {
      assertThat(Rows.ask(server, "SHOW fsync")).isEqualTo("on");
      assertThat(Rows.ask(server, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(Rows.ask(server, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(Rows.ask(server, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(
              Rows.ask(
                  server,
                  "SELECT datlocprovider || datlocale FROM pg_database WHERE datname = 'holdfast'"))
          .isEqualTo("bC.UTF-8");
    }
  }

  @Test
  void only_the_generated_password_opens_it_and_nobody_is_superuser() throws Exception {
    try (var server = EmbeddedPostgres.start(data(), SETTINGS)) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "wrong"))
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl(), "postgres", server.password()))
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
      assertThat(Rows.ask(server, "SHOW is_superuser")).isEqualTo("off");
      assertThat(Files.readAllLines(data().resolve("postgres-data/pg_hba.conf")))
          .containsExactly("host all all 127.0.0.1/32 scram-sha-256");
    }
  }

  @Test
  void only_loopback_listens() throws Exception {
    try (var server = EmbeddedPostgres.start(data(), SETTINGS)) {
      var addresses =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.getHostAddress().equals(server.host()))
              .toList();
      for (var address : addresses) {
        try (var socket = new Socket()) {
          assertThatThrownBy(
                  () -> socket.connect(new InetSocketAddress(address, server.port()), 1000))
              .isInstanceOf(IOException.class);
        }
      }
      assertThat(Files.readAllLines(Processes.pidFile(data())).get(4)).isEmpty();
    }
  }

  @Test
  void other_accounts_read_neither_the_password_nor_the_rows() throws Exception {
    try (var server = EmbeddedPostgres.start(data(), SETTINGS)) {
      assertThat(server.isRunning()).isTrue();
      assertThat(mode(data())).isEqualTo("rwx------");
      assertThat(mode(data().resolve("postgres-password"))).isEqualTo("rw-------");
      assertThat(mode(data().resolve("postgres-data"))).isEqualTo("rwx------");
    }
  }

  @Test
  void the_second_holder_is_refused_in_one_line_that_names_the_first() {
    try (var first = EmbeddedPostgres.start(data(), SETTINGS);
        var other = ChildHoldfast.start(data(), TestPostgres.sharedBinaries())) {
      var pid = "(process " + ProcessHandle.current().pid() + ")";
      assertThatExceptionOfType(DataFolderInUseException.class)
          .isThrownBy(() -> EmbeddedPostgres.start(data(), SETTINGS))
          .withMessageContaining(pid);
      assertThat(other.line()).contains(pid).contains(data().toString());
      assertThat(first.isRunning()).isTrue();
    }
  }

  @Test
  void a_taken_port_is_replaced_by_another() throws Exception {
    int port;
    try (var first = EmbeddedPostgres.start(data(), SETTINGS)) {
      port = first.port();
    }
    try (var taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      try (var second = EmbeddedPostgres.start(data(), SETTINGS)) {
        assertThat(second.port()).isNotEqualTo(port);
      }
    }
  }

  @Test
  void a_database_of_another_major_version_is_refused_with_the_way_out() throws Exception {
    EmbeddedPostgres.start(data(), SETTINGS).close();
    Files.writeString(data().resolve("postgres-data/PG_VERSION"), "17\n");

    assertThatExceptionOfType(EmbeddedPostgresException.class)
        .isThrownBy(() -> EmbeddedPostgres.start(data(), SETTINGS))
        .withMessageContaining("PostgreSQL 17")
        .withMessageContaining("PostgreSQL 18")
        .withMessageContaining("pg_dump -h 127.0.0.1")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void a_lost_password_is_named_and_costs_no_data() throws Exception {
    EmbeddedPostgres.start(data(), SETTINGS).close();
    Files.delete(data().resolve("postgres-password"));

    assertThatExceptionOfType(EmbeddedPostgresException.class)
        .isThrownBy(() -> EmbeddedPostgres.start(data(), SETTINGS))
        .withMessageContaining("postgres-password is missing");
  }

  @Test
  void a_folder_that_cannot_be_made_is_named_with_its_variable() throws Exception {
    var file = Files.createFile(temporary.resolve("file"));

    assertThatExceptionOfType(EmbeddedPostgresException.class)
        .isThrownBy(() -> EmbeddedPostgres.start(file.resolve("data"), SETTINGS))
        .withMessageContaining("HOLDFAST_DATA_DIR");
  }

  private Path data() {
    return temporary.resolve("data");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
