package dev.holdfast.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  private static final Settings SETTINGS =
      Settings.durable().withBinaries(TestPostgres.sharedBinaries());

  @TempDir private Path temporary;

  @Test
  void a_server_killed_with_9_is_recovered() throws Exception {
    try (var killed = EmbeddedPostgres.start(data(), SETTINGS)) {
      Rows.write(killed);
      Processes.server(data()).destroyForcibly();
      killed.onEnd().join();
      assertThat(killed.isRunning()).isFalse();
    }
    rowsAreThere();
  }

  @Test
  void a_server_that_outlived_its_program_is_ended() throws Exception {
    firstRun();
    var orphan = new ProcessBuilder(words(postgres())).start();
    Await.until("orphan is ready", this::isReady);

    rowsAreThere();

    assertThat(orphan.isAlive()).isFalse();
  }

  @Test
  void a_killed_server_that_nobody_collected_does_not_block_the_start() throws Exception {
    firstRun();
    var shell = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" & exec sleep 600", "sh"));
    shell.addAll(postgres());
    var parent = new ProcessBuilder(words(shell)).start();
    try {
      Await.until("orphan is ready", this::isReady);
      var server = Processes.server(data());
      server.destroyForcibly();
      Await.until("zombie", () -> Processes.isZombie(server));

      rowsAreThere();

      assertThat(Processes.isZombie(server)).isTrue();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void a_stale_pid_file_neither_blocks_the_start_nor_harms_the_process_it_names() throws Exception {
    firstRun();
    var cluster = data().resolve("postgres-data");
    var unrelated = new ProcessBuilder("sleep", "600").directory(cluster.toFile()).start();
    try {
      Files.writeString(
          Processes.pidFile(data()), unrelated.pid() + "\n" + cluster + "\n1\n5432\n\n\n\nready\n");

      rowsAreThere();

      assertThat(unrelated.isAlive()).isTrue();
    } finally {
      unrelated.destroyForcibly();
    }
  }

  @Test
  void half_made_folders_are_cleared_away() throws Exception {
    Files.createDirectories(data().resolve("postgres-data.half-1/base"));
    Files.writeString(data().resolve("postgres-data.half-1/PG_VERSION"), "18\n");
    Files.writeString(data().resolve("postgres-password.half-2"), "half");
    Files.createDirectories(data().resolve("postgres-18.6-0123abcd.half-3/bin"));
    Files.createDirectories(data().resolve("postgres-18.5-0123abcd/bin"));

    EmbeddedPostgres.start(data()).close();

    assertThat(Trees.entries(data(), ".*half.*|postgres-18\\.5.*")).isEmpty();
  }

  @Test
  void a_first_start_that_was_killed_is_begun_anew() throws Exception {
    try (var child = ChildHoldfast.start(data(), TestPostgres.sharedBinaries())) {
      Await.until(
          "initdb is at work",
          () ->
              Files.isDirectory(data())
                  && Trees.entries(data(), "postgres-data\\.half-.*").stream()
                      .anyMatch(half -> Files.exists(half.resolve("PG_VERSION"))));
      child.kill();
    }
    assertThat(data().resolve("postgres-data")).doesNotExist();

    firstRun();
    rowsAreThere();
    assertThat(Trees.entries(data(), ".*half.*")).isEmpty();
  }

  private void firstRun() throws Exception {
    try (var server = EmbeddedPostgres.start(data(), SETTINGS)) {
      Rows.write(server);
    }
  }

  private void rowsAreThere() throws Exception {
    try (var server = EmbeddedPostgres.start(data(), SETTINGS)) {
      assertThat(Rows.read(server)).isEqualTo("still here");
    }
  }

  private boolean isReady() {
    return EmbeddedPostgres.isReady(Processes.pidFile(data()));
  }

  /** A server on the data folder that no Holdfast watches. */
  private List<String> postgres() throws IOException {
    return List.of(
        binaries().postgres().toString(),
        "-D",
        data().resolve("postgres-data").toString(),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "port=" + Files.readString(data().resolve("postgres-port")).strip(),
        "-c",
        "unix_socket_directories=");
  }

  private List<String> words(List<String> command) {
    return Launch.choose(Tools.OF_THE_SYSTEM, data(), binaries().folder()).job(command);
  }

  private static Binaries binaries() {
    return Binaries.Bundle.forThisMachine().unpackInto(TestPostgres.sharedBinaries());
  }

  private Path data() {
    return temporary.resolve("data");
  }
}
