package dev.holdfast.postgres.embedded;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * PostgreSQL processes that a killed program left running on our files, and the {@code
 * postmaster.pid} of those that died with it.
 *
 * <p>A process is ours only if it is called {@code postgres} and works in exactly this folder
 * (every PostgreSQL process does). A number in a file proves nothing: after a crash it may belong
 * to an unrelated process, or to a zombie that its parent has not collected; PostgreSQL itself
 * would refuse to start for both. To be called only by the holder of the data folder's lock.
 */
final class Leftovers {
  private static final Duration FAST = Duration.ofSeconds(15);
  private static final Duration IMMEDIATE = Duration.ofSeconds(5);

  /** Ends what still runs on the folder, so that a server can be started on it. */
  static void end(Path cluster) throws IOException {
    var folder = cluster.toRealPath();
    signalAll("INT", servers(folder));
    if (!goneWithin(FAST, folder)) {
      signalAll("QUIT", servers(folder));
    }
    if (!goneWithin(IMMEDIATE, folder)) {
      processes(folder).forEach(ProcessHandle::destroyForcibly);
    }
    if (!goneWithin(IMMEDIATE, folder)) {
      throw new EmbeddedPostgresException(
          "PostgreSQL (process %s) still runs on %s and cannot be ended."
              .formatted(processes(folder).getFirst().pid(), cluster));
    }
    Files.deleteIfExists(folder.resolve("postmaster.pid"));
  }

  /** The processes without a parent among them: the servers, not their workers. */
  private static List<ProcessHandle> servers(Path folder) {
    var all = processes(folder);
    return all.stream()
        .filter(process -> process.parent().filter(all::contains).isEmpty())
        .toList();
  }

  private static List<ProcessHandle> processes(Path folder) {
    Predicate<ProcessHandle> isOurs =
        Files.isDirectory(Path.of("/proc/self"))
            ? process -> worksIn(folder, process)
            : process -> isNamedAfter(folder, process);
    try (var all = ProcessHandle.allProcesses()) {
      return all.filter(isOurs).toList();
    }
  }

  /** Linux. What we may not look into is not ours; a zombie has no folder any more. */
  private static boolean worksIn(Path folder, ProcessHandle process) {
    var proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      var program = Files.readSymbolicLink(proc.resolve("exe")).getFileName().toString();
      return (program.equals("postgres") || program.equals("postgres (deleted)"))
          && Files.readSymbolicLink(proc.resolve("cwd")).equals(folder);
    } catch (IOException e) {
      return false;
    }
  }

  /** Elsewhere: our servers carry the folder in their command line. */
  private static boolean isNamedAfter(Path folder, ProcessHandle process) {
    var info = process.info();
    return info.command().filter(command -> command.endsWith("/postgres")).isPresent()
        && info.arguments()
            .filter(arguments -> Arrays.asList(arguments).contains(folder.toString()))
            .isPresent();
  }

  private static void signalAll(String name, List<ProcessHandle> processes) {
    processes.forEach(process -> Tools.signal(name, process.pid()));
  }

  private static boolean goneWithin(Duration limit, Path folder) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!processes(folder).isEmpty()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(MILLISECONDS.toNanos(20));
    }
    return true;
  }

  private Leftovers() {}
}
