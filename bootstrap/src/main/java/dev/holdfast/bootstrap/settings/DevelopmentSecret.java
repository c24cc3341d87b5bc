package dev.holdfast.bootstrap.settings;

import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The secret of a development machine: made once, kept in the data folder for its owner alone. */
public final class DevelopmentSecret {
  private static final String FILE = "secret";
  private static final int LENGTH = 43;

  private DevelopmentSecret() {}

  /**
   * Reads the secret, or makes it.
   *
   * @throws UncheckedIOException where the folder cannot be written
   */
  public static Secret in(Path dataFolder, Entropy entropy) {
    var file = dataFolder.resolve(FILE);
    try {
      if (!Files.exists(file)) make(dataFolder, file, entropy.text(LENGTH));
      var value = Files.readString(file).strip();
      if (value.isEmpty()) throw new IOException(file + " is empty: remove it");
      return new Secret(null, value);
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  /** Reads the secret of an earlier start; empty if there was none. */
  static Optional<Secret> kept(Path dataFolder) {
    try {
      var value = Files.readString(dataFolder.resolve(FILE)).strip();
      return value.isEmpty() ? Optional.empty() : Optional.of(new Secret(null, value));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** Written beside and linked into place: whoever reads it finds all of it, or nothing. */
  private static void make(Path folder, Path file, String value) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft = Files.createTempFile(folder, FILE, ".new", ownerOnly);
    try {
      Files.writeString(draft, value + "\n");
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException another) {
      // Another process made it at the same moment: that one counts.
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
