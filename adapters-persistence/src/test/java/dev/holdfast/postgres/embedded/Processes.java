package dev.holdfast.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a test wants to know of PostgreSQL's processes. Reads /proc, as Linux has it. */
final class Processes {
  /** The server that the data folder's pid file names. */
  static ProcessHandle server(Path data) {
    try {
      var pid = Files.readAllLines(pidFile(data)).getFirst().strip();
      return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path pidFile(Path data) {
    return data.resolve("postgres-data/postmaster.pid");
  }

  /** Without its server and with no pid file left: it stopped in good order. */
  static boolean endedCleanly(Path data) {
    return !Files.exists(pidFile(data));
  }

  /** The fields of /proc/PID/stat after the name: state, parent, group, session. */
  static List<String> stat(ProcessHandle process) {
    try {
      var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isZombie(ProcessHandle process) {
    return stat(process).getFirst().equals("Z");
  }

  private Processes() {}
}
