package dev.holdfast.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The small programs of the operating system that start and signal others, and where they lie. */
record Tools(List<Path> folders) {
  static final Tools OF_THE_SYSTEM =
      new Tools(
          List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin")));

  Tools {
    folders = List.copyOf(folders);
  }

  Optional<String> find(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** True if the command can be run and ends well. For commands that take milliseconds. */
  static boolean succeeds(List<String> command) {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Sends a signal by its short name. The JDK itself knows only TERM, which PostgreSQL takes as
   * "wait for every client", and KILL. The shell has it built in; the program kill may be missing.
   */
  static void signal(String name, long pid) {
    if (!succeeds(List.of("/bin/sh", "-c", "kill -" + name + " " + pid))
        && ProcessHandle.of(pid).isPresent()) {
      throw new EmbeddedPostgresException("Process %d takes no signal from us.".formatted(pid));
    }
  }
}
