package dev.holdfast.bootstrap.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/**
 * What is in the JAR that people get, compared with what its bill of materials says (checklist
 * section 20).
 */
final class SupplyChainIT {
  /**
   * The most JARs of others that may be packed into ours; each has a line in the ADR on
   * dependencies.
   */
  private static final int BUDGET = 60;

  private static final Path JAR = Path.of(System.getProperty("holdfast.jar"));
  private static final String EMBEDDED = "dev/holdfast/postgres/embedded/";
  private static final Path SBOM = Path.of(System.getProperty("holdfast.sbom"));
  private static final Path REPOSITORY = Path.of(System.getProperty("holdfast.repository"));

  private static final Pattern COMPONENT =
      Pattern.compile("\"purl\" : \"pkg:maven/([^/]+)/([^@]+)@([^?\"]+)");

  /** One part of the product, as the bill of materials names it. */
  private record Component(String group, String name, String version) {
    boolean ours() {
      return group.equals("dev.holdfast");
    }

    Path file() {
      var jar = name + "-" + version + ".jar";
      return ours()
          ? Path.of("..", name, "target", jar)
          : REPOSITORY.resolve(group.replace('.', '/')).resolve(name).resolve(version).resolve(jar);
    }
  }

  @Test
  void checklist_20_2_the_bill_of_materials_lists_exactly_what_is_in_the_jar() throws IOException {
    var listed = new TreeSet<String>();
    for (var component : components()) {
      listed.addAll(classes(component.file()));
    }

    assertThat(classes(JAR)).isEqualTo(listed);
  }

  @Test
  void checklist_20_2_no_component_is_listed_that_gives_nothing() throws IOException {
    var packed = classes(JAR);

    assertThat(components())
        .filteredOn(component -> !component.ours())
        .allSatisfy(component -> assertThat(packed).containsAll(classes(component.file())));
  }

  @Test
  void checklist_20_4_the_bill_of_materials_has_no_serial_number_and_no_clock() throws IOException {
    assertThat(Files.readString(SBOM)).doesNotContain("serialNumber", "\"timestamp\"");
  }

  @Test
  void checklist_20_6_the_jars_of_others_stay_within_the_budget() throws IOException {
    assertThat(components()).filteredOn(component -> !component.ours()).hasSizeBetween(1, BUDGET);
  }

  @Test
  void checklist_20_9_no_test_code_is_in_the_jar() throws IOException {
    assertThat(entries(JAR))
        .noneMatch(name -> name.startsWith("org/junit") || name.startsWith("org/assertj"))
        .noneMatch(
            name ->
                name.startsWith("dev/holdfast") && name.matches(".*(Test|Contract|IT)\\.class"));
  }

  /** That the table tells the truth about the binaries is the matter of PartsTest. */
  @Test
  void checklist_20_2_the_bundled_postgresql_and_its_libraries_are_in_the_bill_of_materials()
      throws IOException {
    var bill = Files.readString(SBOM);
    var parts =
        text(EMBEDDED + "postgres.parts.txt")
            .lines()
            .filter(line -> !line.startsWith("#"))
            .toList();

    assertThat(parts).hasSizeGreaterThan(1);
    assertThat(parts)
        .map(line -> line.split(" \\| ", 3))
        .map(part -> "\"name\" : \"%s\",\n      \"version\" : \"%s\",".formatted(part[0], part[1]))
        .allSatisfy(part -> assertThat(bill).containsOnlyOnce(part));
    assertThat(bill).contains("\"ref\" : \"pkg:generic/postgresql@", "cpe:2.3:a:openssl:openssl:");
  }

  @Test
  void the_licences_of_the_parts_travel_with_the_jar() throws IOException {
    assertThat(entries(JAR))
        .contains("META-INF/LICENSE", "META-INF/NOTICE", EMBEDDED + "postgres.LICENSE.txt");
  }

  private static List<Component> components() throws IOException {
    assertThat(SBOM).as("Maven writes no bill of materials with -o: run it without").exists();
    return COMPONENT
        .matcher(Files.readString(SBOM))
        .results()
        .map(found -> new Component(found.group(1), found.group(2), found.group(3)))
        .toList();
  }

  private static Set<String> classes(Path jar) throws IOException {
    var classes = new TreeSet<String>();
    for (var name : entries(jar)) {
      if (name.endsWith(".class") && !name.endsWith("module-info.class")) {
        classes.add(name);
      }
    }
    return classes;
  }

  private static String text(String entry) throws IOException {
    try (var jar = new JarFile(JAR.toFile());
        var in = jar.getInputStream(jar.getEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Set<String> entries(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
