package dev.holdfast.postgres.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder that keeps the embedded database, its password and its port; held by one process at a
 * time. The lock is the operating system's, so that it ends with the process, however that ends;
 * the pid in the lock file is for the message only.
 */
final class DataFolder implements AutoCloseable {
  private static final String OWNER_ONLY = "rw-------";
  private static final int PASSWORD_BYTES = 24;

  /**
   * Folders held by this very process. Closing any second channel of a file drops the process's
   * lock on it (POSIX), so the file must not even be opened again.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Makes the folder if needed and holds it. Throws {@link DataFolderInUseException}. */
  static DataFolder hold(Path wanted) {
    try {
      if (!Files.isDirectory(wanted)) {
        Files.createDirectories(wanted.toAbsolutePath());
        Files.setPosixFilePermissions(wanted, PosixFilePermissions.fromString("rwx------"));
      }
      var path = wanted.toRealPath();
      if (!HELD_HERE.add(path)) {
        throw inUse(path, Long.toString(ProcessHandle.current().pid()));
      }
      try {
        return new DataFolder(path, lock(path));
      } catch (IOException | RuntimeException e) {
        HELD_HERE.remove(path);
        throw e;
      }
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "The data folder %s (HOLDFAST_DATA_DIR) cannot be used: %s".formatted(wanted, e), e);
    }
  }

  /**
   * Only we may enter; a server that runs as another account gets through to its own part, and may
   * not list the rest.
   */
  void admit(Launch launch) throws IOException {
    var group = launch.group();
    if (group.isPresent()) {
      var principal =
          FileSystems.getDefault()
              .getUserPrincipalLookupService()
              .lookupPrincipalByGroupName(group.get());
      Files.getFileAttributeView(path, PosixFileAttributeView.class).setGroup(principal);
    }
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(group.isPresent() ? "rwx--x---" : "rwx------"));
  }

  Path path() {
    return path;
  }

  /** The database cluster, once it is whole. */
  Path cluster() {
    return path.resolve("postgres-data");
  }

  Path log() {
    return path.resolve("postgres.log");
  }

  Path passwordFile() {
    return path.resolve("postgres-password");
  }

  /** The kept password; made on first use. */
  String password() throws IOException {
    if (!Files.exists(passwordFile())) {
      if (Files.exists(cluster())) {
        throw new EmbeddedPostgresException(
            "%s is missing: put it back; the database beside it opens with no other password."
                .formatted(passwordFile()));
      }
      var random = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(random);
      keep(passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
    return Files.readString(passwordFile()).strip();
  }

  /** The port of the last run, or 0. */
  int port() throws IOException {
    var file = path.resolve("postgres-port");
    var text = Files.exists(file) ? Files.readString(file).strip() : "";
    return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
  }

  void keepPort(int port) throws IOException {
    if (port() != port) {
      keep(path.resolve("postgres-port"), Integer.toString(port));
    }
  }

  /**
   * Lets the next holder in. A second call is nothing: the folder may be somebody else's by then.
   */
  @Override
  public void close() {
    if (!lock.isOpen()) {
      return;
    }
    try {
      lock.close();
    } catch (IOException e) {
      throw new EmbeddedPostgresException("The lock on %s cannot be given up.".formatted(path), e);
    } finally {
      HELD_HERE.remove(path);
    }
  }

  /** Whole or not at all, for our eyes only. */
  private void keep(Path file, String text) throws IOException {
    var half =
        Files.createTempFile(
            path,
            file.getFileName() + ".half-",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
    Files.writeString(half, text + "\n", UTF_8, StandardOpenOption.SYNC);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileChannel lock(Path path) throws IOException {
    var file = path.resolve("holdfast.lock");
    var channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
    try {
      if (channel.tryLock() == null) {
        throw inUse(path, Files.readString(file).strip());
      }
      var pid = ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8));
      channel.truncate(0);
      while (pid.hasRemaining()) {
        channel.write(pid);
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static DataFolderInUseException inUse(Path path, String pid) {
    return new DataFolderInUseException(
        "The data folder %s is in use by another Holdfast (process %s): stop it, or set HOLDFAST_DATA_DIR to another folder."
            .formatted(path, pid.isEmpty() ? "unknown" : pid));
  }
}
