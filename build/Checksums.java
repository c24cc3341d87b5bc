import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds every artifact of the build to the SHA-256 that is committed in build/checksums.sha256
 * (checklist 20.1): parts of the product, tools of the tests, Maven plugins and their POMs.
 *
 * <p>A line of the list is what sha256sum prints; the name is the path in Maven's local repository.
 * Runs from the folder of the root POM, in the JDK 25 of the build, without a library. Ends with 1
 * and one line a finding.
 *
 * <ul>
 *   <li>{@code check REPOSITORY}: listed files that are there must have their hash; what the
 *       modules and the POMs use must be listed. What is not downloaded yet is left for the next
 *       check.
 *   <li>{@code complete REPOSITORY}: for a repository that this build alone has filled: everything
 *       in it is listed.
 *   <li>{@code write REPOSITORY}: makes the list from such a repository.
 * </ul>
 */
final class Checksums {
  private static final Path LIST = Path.of("build", "checksums.sha256");

  /** Maven's own notes in a local repository; everything else in it is an artifact. */
  private static final Pattern NOTE =
      Pattern.compile(
          "(.*/)?(maven-metadata.*|_remote\\.repositories|resolver-status\\.properties|.*\\.(sha1|sha256|sha512|md5|lastUpdated|asc))");

  /** A plugin, a dependency of a plugin or a compiler plugin, with its version written out. */
  private static final Pattern TOOL =
      Pattern.compile(
          "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

  private static final Pattern PROPERTY = Pattern.compile("<([a-z.-]+\\.version)>([^<]+)</");

  private final Path repository;
  private final List<String> findings = new ArrayList<>();

  private Checksums(Path repository) {
    this.repository = repository;
  }

  public static void main(String[] arguments) throws IOException {
    var checksums = new Checksums(Path.of(arguments[1]).toRealPath());
    switch (arguments[0]) {
      case "check" -> checksums.check();
      case "complete" -> checksums.complete();
      case "write" -> checksums.write();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    checksums.findings.forEach(System.out::println);
    if (!checksums.findings.isEmpty()) {
      System.exit(1);
    }
  }

  private void check() throws IOException {
    var listed = listed();
    compare(listed);
    for (String used : used()) {
      if (!listed.containsKey(used)) {
        findings.add(used + " is used and has no checksum: run build/pin and commit its list");
      }
    }
  }

  private void complete() throws IOException {
    var listed = listed();
    compare(listed);
    for (String file : artifacts()) {
      if (!listed.containsKey(file)) {
        findings.add(
            file + " was downloaded and has no checksum: run build/pin and commit its list");
      }
    }
  }

  /**
   * Released files never change: a new hash for a known file is the very thing that the list is
   * for.
   */
  private void write() throws IOException {
    compare(Files.exists(LIST) ? listed() : Map.of());
    if (!findings.isEmpty()) {
      return;
    }
    var lines = new ArrayList<String>();
    for (String file : artifacts()) {
      lines.add(sha256(repository.resolve(file)) + "  " + file);
    }
    Files.write(LIST, lines);
    System.out.println(lines.size() + " artifacts pinned in " + LIST);
  }

  private void compare(Map<String, String> listed) {
    listed.entrySet().parallelStream()
        .filter(entry -> Files.exists(repository.resolve(entry.getKey())))
        .filter(entry -> !entry.getValue().equals(sha256(repository.resolve(entry.getKey()))))
        .forEachOrdered(
            entry ->
                findings.add(
                    entry.getKey()
                        + " is not the file that was pinned in "
                        + LIST
                        + ": delete it from "
                        + repository
                        + " and ask where it came from"));
  }

  private static Map<String, String> listed() throws IOException {
    var listed = new TreeMap<String, String>();
    for (String line : Files.readAllLines(LIST)) {
      listed.put(line.substring(66), line.substring(0, 64));
    }
    return listed;
  }

  private Set<String> artifacts() throws IOException {
    try (Stream<Path> files = Files.walk(repository)) {
      var names = new TreeSet<String>();
      files
          .filter(Files::isRegularFile)
          .map(this::name)
          .filter(name -> !NOTE.matcher(name).matches() && !name.startsWith("dev/holdfast/"))
          .forEach(names::add);
      return names;
    }
  }

  /** The class paths that the modules have written so far, and the tools that the POMs name. */
  private Set<String> used() throws IOException {
    var used = new TreeSet<String>();
    try (Stream<Path> modules = Files.list(Path.of(""))) {
      for (Path module : modules.filter(Files::isDirectory).toList()) {
        var classPath = module.resolve("target/classpath.txt");
        if (Files.exists(classPath)) {
          for (String entry :
              Files.readString(classPath).strip().split(System.getProperty("path.separator"))) {
            var file = Path.of(entry);
            if (file.startsWith(repository) && !name(file).startsWith("dev/holdfast/")) {
              used.add(name(file));
            }
          }
        }
        addTools(module.resolve("pom.xml"), used);
      }
    }
    addTools(Path.of("pom.xml"), used);
    return used;
  }

  private void addTools(Path pom, Set<String> used) throws IOException {
    if (!Files.exists(pom)) {
      return;
    }
    var properties = new TreeMap<String, String>();
    PROPERTY
        .matcher(Files.readString(Path.of("pom.xml")))
        .results()
        .forEach(found -> properties.put("${" + found.group(1) + "}", found.group(2)));
    // What profiles add is for tools that are asked for by name.
    var text = Files.readString(pom).split("<profiles>", 2)[0];
    var tools = text.contains("<build>") ? text.substring(text.indexOf("<build>")) : "";
    TOOL.matcher(tools)
        .results()
        .forEach(
            found -> {
              var version = properties.getOrDefault(found.group(3), found.group(3));
              var folder = found.group(1).replace('.', '/') + "/" + found.group(2) + "/" + version;
              var jar = folder + "/" + found.group(2) + "-" + version + ".jar";
              if (Files.exists(repository.resolve(jar))) {
                used.add(jar);
              }
            });
  }

  private String name(Path file) {
    return repository.relativize(file).toString().replace('\\', '/');
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }
}
