package dev.holdfast.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.postgres.TestPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one running server, shared by all tests here, lets others see and do. */
class RunningServerTest {
  private static final Settings SETTINGS =
      Settings.durable().withBinaries(TestPostgres.sharedBinaries());

  @TempDir private static Path temporary;
  private static Path data;
  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() {
    data = temporary.resolve("data");
    server = EmbeddedPostgres.start(data, SETTINGS);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void it_is_durable_and_compares_text_the_same_everywhere() throws Exception {
    assertThat(Rows.ask(server, "SHOW fsync")).isEqualTo("on");
    assertThat(Rows.ask(server, "SHOW synchronous_commit")).isEqualTo("on");
    assertThat(Rows.ask(server, "SHOW full_page_writes")).isEqualTo("on");
    assertThat(Rows.ask(server, "SHOW server_encoding")).isEqualTo("UTF8");
    assertThat(
            Rows.ask(
                server,
                "SELECT format('%s %s', datlocprovider, datlocale) FROM pg_database WHERE datname ="
                    + " 'holdfast'"))
        .isEqualTo("b C.UTF-8");
  }

  @Test
  void only_the_generated_password_opens_it_and_nobody_is_superuser() throws Exception {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "wrong"))
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(
            () -> DriverManager.getConnection(server.jdbcUrl(), "postgres", server.password()))
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    assertThat(Rows.ask(server, "SHOW is_superuser")).isEqualTo("off");
    assertThat(Files.readAllLines(data.resolve("postgres-data/pg_hba.conf")))
        .containsExactly("host all all 127.0.0.1/32 scram-sha-256");
  }

  @Test
  void only_loopback_listens() throws Exception {
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
    assertThat(Files.readAllLines(Processes.pidFile(data)).get(4)).isEmpty();
  }

  @Test
  void other_accounts_read_neither_the_password_nor_the_rows() throws Exception {
    assertThat(server.isRunning()).isTrue();
    assertThat(mode(data)).isEqualTo("rwx------");
    assertThat(mode(data.resolve("postgres-password"))).isEqualTo("rw-------");
    assertThat(mode(data.resolve("postgres-data"))).isEqualTo("rwx------");
  }

  @Test
  void the_second_holder_is_refused_in_one_line_that_names_the_first() {
    try (var other = ChildHoldfast.start(data, TestPostgres.sharedBinaries())) {
      var pid = "(process " + ProcessHandle.current().pid() + ")";
      assertThatExceptionOfType(DataFolderInUseException.class)
          .isThrownBy(() -> EmbeddedPostgres.start(data, SETTINGS))
          .withMessageContaining(pid);
      assertThat(other.line()).contains(pid).contains(data.toString());
      assertThat(server.isRunning()).isTrue();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
