package dev.holdfast.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who the server runs as, and that it never outlives its program. */
class LaunchTest {
  private static final String ME = System.getProperty("user.name");
  private static final boolean ROOT = ME.equals("root");

  @TempDir private Path temporary;

  @Test
  void ctrl_c_does_not_reach_the_server() {
    try (var server = EmbeddedPostgres.start(data(), settings())) {
      var process = Processes.server(data());
      assertThat(server.isRunning()).isTrue();
      assertThat(Processes.stat(process).get(3)).isEqualTo(Long.toString(process.pid()));
    }
  }

  @Test
  void in_a_folder_that_only_we_can_enter_it_runs_without_rights_of_its_own() throws Exception {
    try (var server = EmbeddedPostgres.start(data(), settings())) {
      Rows.write(server);
      var process = Processes.server(data());
      assertThat(process.info().user()).hasValue(ME);
      assertThat(Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")))
          .contains("CapEff:\t0000000000000000");
    }
  }

  @Test
  void as_root_in_a_folder_that_others_can_enter_it_runs_as_nobody() throws Exception {
    openToOthers(temporary);
    var settings = Settings.durable();
    try (var server = EmbeddedPostgres.start(data(), settings)) {
      Rows.write(server);
      assertThat(Processes.server(data()).info().user()).hasValue(ROOT ? "nobody" : ME);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
          .isEqualTo(ROOT ? "rwx--x---" : "rwx------");
    }

    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
    try (var server = EmbeddedPostgres.start(data(), settings)) {
      assertThat(Processes.server(data()).info().user()).hasValue(ME);
      assertThat(Rows.read(server)).isEqualTo("still here");
    }

    openToOthers(temporary);
    try (var server = EmbeddedPostgres.start(data(), settings)) {
      assertThat(Processes.server(data()).info().user()).hasValue(ROOT ? "nobody" : ME);
      assertThat(Rows.read(server)).isEqualTo("still here");
    }
  }

  @Test
  void an_ordinary_user_needs_nothing() throws Exception {
    openToOthers(temporary);
    var classes = copyOfTheClasses();
    var home = Files.createDirectory(temporary.resolve("home"));
    openToOthers(home, "rwxrwxrwx");
    var prefix =
        ROOT
            ? List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--")
            : List.<String>of();
    var data = home.resolve("data");
    try (var child = ChildHoldfast.start(prefix, classes.toString(), data, home)) {
      assertThat(child.line()).matches("[0-9]+");
      assertThat(Processes.server(data).info().user()).hasValue(ROOT ? "nobody" : ME);
      child.kill();
      Await.until("server ends by itself", () -> Processes.endedCleanly(data));
    }
  }

  @Test
  void a_program_killed_with_9_takes_its_server_along() {
    try (var child = ChildHoldfast.start(data(), TestPostgres.sharedBinaries())) {
      assertThat(child.line()).matches("[0-9]+");
      var server = Processes.server(data());
      child.kill();
      Await.until("server ends by itself", () -> Processes.endedCleanly(data()));
      server.onExit().join();
    }
  }

  @Test
  void without_setpriv_a_shell_holds_the_server_and_lets_it_go_with_us() throws Exception {
    var tools = onlyTheseTools("setsid", "unshare");
    try (var child = ChildHoldfast.start(data(), TestPostgres.sharedBinaries(), tools)) {
      assertThat(child.line()).matches("[0-9]+");
      child.kill();
      Await.until("server ends by itself", () -> Processes.endedCleanly(data()));
    }
    try (var server = EmbeddedPostgres.start(data(), settings(), new Tools(List.of(tools)))) {
      Rows.write(server);
      Processes.server(data()).destroyForcibly();
      server.onEnd().join();
    }
    try (var server = EmbeddedPostgres.start(data(), settings(), new Tools(List.of(tools)))) {
      assertThat(Rows.read(server)).isEqualTo("still here");
    }
    assertThat(Processes.endedCleanly(data())).isTrue();
  }

  @Test
  void it_may_be_started_by_a_thread_that_ends() throws Exception {
    var started = new java.util.concurrent.CompletableFuture<EmbeddedPostgres>();
    var thread =
        Thread.ofPlatform()
            .start(() -> started.complete(EmbeddedPostgres.start(data(), settings())));
    thread.join();
    try (var server = started.join()) {
      Rows.write(server);
      assertThat(Rows.read(server)).isEqualTo("still here");
    }
  }

  private Path onlyTheseTools(String... names) throws IOException {
    var folder = Files.createDirectory(temporary.resolve("tools"));
    for (var name : names) {
      Files.createSymbolicLink(
          folder.resolve(name), Path.of(Tools.OF_THE_SYSTEM.find(name).orElseThrow()));
    }
    return folder;
  }

  /** Another account may not be able to enter the folder of the build. */
  private Path copyOfTheClasses() throws IOException {
    var target = temporary.resolve("classes");
    for (var root : List.of(Path.of("target/classes"), Path.of("target/test-classes"))) {
      try (var paths = Files.walk(root)) {
        for (var path : paths.toList()) {
          var copy = target.resolve(root.relativize(path).toString());
          if (Files.isDirectory(path)) {
            Files.createDirectories(copy);
          } else {
            Files.copy(path, copy);
          }
        }
      }
    }
    return target;
  }

  private static void openToOthers(Path folder) throws IOException {
    openToOthers(folder, "rwxr-xr-x");
  }

  private static void openToOthers(Path folder, String mode) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
  }

  private static Settings settings() {
    return Settings.durable().withBinaries(TestPostgres.sharedBinaries());
  }

  private Path data() {
    return temporary.resolve("data");
  }
}
