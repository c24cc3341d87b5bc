package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk of its own in memory that can be filled to the last byte and freed. Needs root. */
public final class SmallDisk implements AutoCloseable {
  private static final int MEBIBYTE = 1 << 20;

  private final Path folder;
  private final Path filler;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.filler = folder.resolve("filler");
  }

  /** An empty one that the account of the databases owns. */
  public static SmallDisk mount(Path parent, int mebibytes) {
    var folder = Account.folder(parent, "small-disk");
    run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
    return new SmallDisk(Account.own(folder));
  }

  /** An empty folder on it, for a tablespace. */
  public Path folder() {
    return Account.folder(folder, "tablespace");
  }

  /** Leaves not a byte. */
  public void fill() {
    try (var out = Files.newOutputStream(filler, StandardOpenOption.CREATE)) {
      while (true) out.write(new byte[MEBIBYTE]);
    } catch (FileSystemException unexpected) {
      throw new UncheckedIOException(unexpected);
    } catch (IOException full) {
      if (Files.exists(filler)) return;
      throw new UncheckedIOException(full);
    }
  }

  /** Gives the space back; returns the moment ({@code nanoTime}). */
  public long free() {
    try {
      Files.delete(filler);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return System.nanoTime();
  }

  @Override
  public void close() {
    run("umount", "--lazy", folder.toString());
  }

  private static void run(String... words) {
    try {
      var process = new ProcessBuilder(words).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.onExit().join().exitValue() != 0) throw new IllegalStateException(said);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
