package dev.holdfast.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.postgres.TestPostgres;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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
    var awkward = temporary.resolve("my data's folder/holdfast-data");
    try (var server = EmbeddedPostgres.start(awkward)) {
      Rows.write(server);
      assertThat(Rows.read(server)).isEqualTo("still here");
      assertThat(Trees.entries(awkward, "postgres-18[0-9.]*-[0-9a-f]{8}")).hasSize(1);
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
}
