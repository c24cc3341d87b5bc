package dev.holdfast.postgres.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's own programs, bundled as a resource by the build and unpacked once into a folder
 * named after version and content.
 *
 * <p>A folder under its final name is whole: unpacking happens beside it and ends in a rename. Its
 * files are still compared with the index by size, because a power failure can leave renamed files
 * empty.
 */
record Binaries(Path folder, String version) {
  private static final String RESOURCE = "postgres.zip";

  /** What the build put into the JAR. */
  record Bundle(String version, String platform, String sha256) {
    /** Throws {@link UnsupportedPlatformException} where nothing bundled can run. */
    static Bundle forThisMachine() {
      var here = nameOf(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
      return of(resource("postgres.properties"), here);
    }

    static Bundle of(@Nullable InputStream properties, String here) {
      if (properties == null) {
        throw new UnsupportedPlatformException(
            "This build brings no PostgreSQL: set DATABASE_URL to a PostgreSQL 14 to 18.");
      }
      var read = new Properties();
      try (properties) {
        read.load(properties);
      } catch (IOException e) {
        throw new EmbeddedPostgresException("The bundled PostgreSQL cannot be read.", e);
      }
      var bundle =
          new Bundle(
              read.getProperty("version", ""),
              read.getProperty("platform", ""),
              read.getProperty("sha256", ""));
      if (!bundle.platform.equals(here)) {
        throw new UnsupportedPlatformException(
            "This build brings PostgreSQL for %s, not for %s: set DATABASE_URL to a PostgreSQL 14 to 18."
                .formatted(bundle.platform, here));
      }
      return bundle;
    }

    /** Unpacks into {@code parent}, unless that was done before. */
    Binaries unpackInto(Path parent) {
      var folder = parent.resolve("postgres-" + version + "-" + sha256.substring(0, 8));
      try {
        if (!isWhole(folder)) {
          Files.createDirectories(parent);
          var half = Files.createTempDirectory(parent, folder.getFileName() + ".half-");
          unpack(half);
          Trees.delete(folder);
          moveInto(half, folder);
        }
        return new Binaries(folder, version);
      } catch (IOException e) {
        throw new EmbeddedPostgresException(
            "PostgreSQL cannot be unpacked into %s: %s".formatted(parent, e), e);
      }
    }

    /** The names of folders that earlier versions or interrupted runs left in {@code parent}. */
    void sweep(Path parent) throws IOException {
      var current = "postgres-" + version + "-" + sha256.substring(0, 8);
      for (var old : Trees.entries(parent, "postgres-[0-9.]+-[0-9a-f]{8}(\\.half-.*)?")) {
        if (!old.getFileName().toString().equals(current)) {
          Trees.delete(old);
        }
      }
    }
  }

  Path initdb() {
    return folder.resolve("bin/initdb");
  }

  Path postgres() {
    return folder.resolve("bin/postgres");
  }

  /** {@code 18.6} is of major version 18. */
  String majorVersion() {
    return version.substring(0, version.indexOf('.'));
  }

  /** The name of this machine as the binaries artifacts write it. */
  private static String nameOf(String name, String architecture) {
    var system = name.toLowerCase(Locale.ROOT);
    var os = system.startsWith("mac") ? "darwin" : system;
    return os
        + "-"
        + switch (architecture) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64v8";
          default -> architecture;
        };
  }

  private static @Nullable InputStream resource(String name) {
    return Binaries.class.getResourceAsStream(name);
  }

  private static boolean isWhole(Path folder) throws IOException {
    var index = folder.resolve("index.txt");
    if (!Files.isRegularFile(index)) {
      return false;
    }
    for (var line : Files.readAllLines(index)) {
      var entry = Entry.of(line);
      var path = folder.resolve(entry.path);
      if (entry.kind == 'l'
          ? !Files.isSymbolicLink(path)
          : !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
              || Files.size(path) != Long.parseLong(entry.value)) {
        return false;
      }
    }
    return true;
  }

  private static void unpack(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var resource = resource(RESOURCE);
    if (resource == null) {
      throw new IOException("no resource " + RESOURCE);
    }
    try (var zip = new ZipInputStream(new BufferedInputStream(resource, 1 << 16))) {
      for (var next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
        var file = folder.resolve(next.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    for (var line : Files.readAllLines(folder.resolve("index.txt"), UTF_8)) {
      var entry = Entry.of(line);
      var path = folder.resolve(entry.path);
      switch (entry.kind) {
        case 'l' -> Files.createSymbolicLink(path, Path.of(entry.value));
        case 'x' ->
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        default ->
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
      }
    }
  }

  private static void moveInto(Path half, Path folder) throws IOException {
    try {
      Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // Somebody else who shares the folder was faster; the content is the same by its name.
      Trees.delete(half);
    }
  }

  /** One line of the index: kind, size or link target, path. */
  private record Entry(char kind, String value, String path) {
    static Entry of(String line) {
      var parts = line.split(" ", 3);
      return new Entry(parts[0].charAt(0), parts[1], parts[2]);
    }
  }
}
