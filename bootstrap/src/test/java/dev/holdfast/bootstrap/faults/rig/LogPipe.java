package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A pipe that a process writes its log into, and its reader, who may stop reading. */
public final class LogPipe implements AutoCloseable {
  private final Path pipe;
  private final Process reader;

  private LogPipe(Path pipe, Process reader) {
    this.pipe = pipe;
    this.reader = reader;
  }

  /** Reads into a file beside it. */
  public static LogPipe in(Path folder) {
    var pipe = folder.resolve("log-pipe");
    try {
      int code = new ProcessBuilder("mkfifo", pipe.toString()).start().onExit().join().exitValue();
      if (code != 0) throw new IllegalStateException("no pipe at " + pipe);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    var words = List.of("cat", pipe.toString());
    return new LogPipe(pipe, Commands.start(words, folder, folder.resolve("log-read"), Map.of()));
  }

  /** The words before a command that make it write into the pipe. */
  public List<String> prefix() {
    return List.of("/bin/sh", "-c", "exec \"$0\" \"$@\" > '" + pipe + "' 2>&1");
  }

  /** Nobody reads any more; the pipe fills up. */
  public void block() {
    Signals.send("STOP", reader.toHandle());
  }

  public void unblock() {
    Signals.send("CONT", reader.toHandle());
  }

  @Override
  public void close() {
    unblock();
    reader.destroyForcibly();
  }
}
