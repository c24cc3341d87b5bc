package dev.holdfast.postgres.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What PostgreSQL says, in a file of at most 1 MiB; the part before it, or of the previous run, is
 * kept once beside it. Remembers the last lines for error messages.
 */
final class ServerLog {
  private static final int LIMIT = 1 << 20;
  private static final int REMEMBERED = 4;

  private final Path file;
  private final Deque<String> last = new ArrayDeque<>();

  private ServerLog(Path file) {
    this.file = file;
  }

  static ServerLog open(Path file) throws IOException {
    var log = new ServerLog(file);
    log.turn();
    return log;
  }

  /** Reads to the end of the stream. A full disk loses lines but never blocks the server. */
  void drain(InputStream stream) {
    try (var lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("(the log ended: " + e.getMessage() + ")");
    }
  }

  /** The last lines, joined into one. */
  synchronized String lastLines() {
    return last.isEmpty() ? "it said nothing" : String.join(" | ", last);
  }

  Path file() {
    return file;
  }

  private synchronized void add(String line) {
    if (line.isBlank()) {
      return;
    }
    last.addLast(line.strip());
    if (last.size() > REMEMBERED) {
      last.removeFirst();
    }
    try {
      if (Files.exists(file) && Files.size(file) + line.length() > LIMIT) {
        turn();
      }
      Files.writeString(
          file, line + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      last.addLast("(not logged: " + e.getMessage() + ")");
    }
  }

  private void turn() throws IOException {
    if (Files.exists(file)) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
