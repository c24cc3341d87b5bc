package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Who runs the servers of the rig: PostgreSQL and PgBouncer refuse to run as root. */
final class Account {
  private static final String NAME = "postgres";
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private Account() {}

  /** The command as the unprivileged account runs it; as it is for who has no privileges. */
  static List<String> command(List<String> words) {
    if (!ROOT) return words;
    var line =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + NAME, "--regid=" + NAME, "--clear-groups", "--"));
    line.addAll(words);
    return line;
  }

  /** A new folder that this account owns and nobody else enters. */
  static Path folder(Path parent, String name) {
    try {
      var folder = Files.createDirectory(parent.resolve(name));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      return own(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Gives a file to the account. */
  static Path own(Path file) {
    if (!ROOT) return file;
    try {
      var owner =
          FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(NAME);
      return Files.setOwner(file, owner);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
