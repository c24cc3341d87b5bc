package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Sends signals by process id, to processes of ours only. */
final class Signals {
  private Signals() {}

  /** By the short name: STOP, CONT, KILL, INT, QUIT, TERM. A process that is gone is no error. */
  static void send(String name, ProcessHandle process) {
    try {
      var words = List.of("/bin/sh", "-c", "kill -%s %d".formatted(name, process.pid()));
      var shell = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      int code = shell.onExit().join().exitValue();
      if (code != 0 && process.isAlive()) {
        throw new IllegalStateException("process %d takes no signal".formatted(process.pid()));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** To a process and all that it started; the parent first, so that it starts no more. */
  static void sendToAll(String name, ProcessHandle parent) {
    send(name, parent);
    parent.descendants().forEach(child -> send(name, child));
  }

  /** A process and all that it started. */
  static List<ProcessHandle> tree(ProcessHandle parent) {
    return Stream.concat(Stream.of(parent), parent.descendants()).toList();
  }
}
