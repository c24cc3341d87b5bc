package dev.holdfast.bootstrap.faults.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What the server has acknowledged, in order. Each entry is on the disk before the caller goes on,
 * so that what is in it was promised, whatever happens next.
 */
final class Ledger implements AutoCloseable {
  private final FileChannel file;
  private long number;

  Ledger(Path path) {
    try {
      file =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Returns when it is on the disk. */
  synchronized void acknowledged(String effect, String subject) {
    var line = "%d %s %s\n".formatted(++number, effect, subject);
    try {
      var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        int _ = file.write(bytes);
      }
      file.force(false);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  synchronized long size() {
    return number;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
