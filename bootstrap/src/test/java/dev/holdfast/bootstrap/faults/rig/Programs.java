package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the distribution keeps the programs of the rig; e2e/install-debian.sh installs them. */
public final class Programs {
  static final Path NGINX = Path.of("/usr/sbin/nginx");
  static final Path PGBOUNCER = Path.of("/usr/sbin/pgbouncer");
  private static final Path POSTGRES = Path.of("/usr/lib/postgresql");

  private Programs() {}

  /** Those that are not installed; for who can do without. */
  public static List<Path> missing() {
    return Stream.of(NGINX, PGBOUNCER, POSTGRES).filter(path -> !Files.exists(path)).toList();
  }

  /** Of the newest PostgreSQL that is installed. */
  static String postgres(String name) {
    try (var versions = Files.list(POSTGRES)) {
      return versions
          .filter(version -> Files.isExecutable(version.resolve("bin/postgres")))
          .max(Comparator.comparingInt(Programs::major))
          .map(version -> version.resolve("bin").resolve(name).toString())
          .orElseThrow(() -> new IllegalStateException("no PostgreSQL; e2e/install-debian.sh"));
    } catch (IOException absent) {
      throw new UncheckedIOException("no PostgreSQL; e2e/install-debian.sh", absent);
    }
  }

  private static int major(Path version) {
    return Integer.parseInt(version.getFileName().toString());
  }
}
