package dev.holdfast.postgres.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The table of what is in the bundled PostgreSQL, compared with the files (checklist 20.2). A new
 * artifact with another library, or another version of one, fails here until table and notices say
 * so.
 */
final class PartsTest {
  private static final String ELF = "\u007fELF";

  private record Part(String name, String version, String files, String mark) {
    static Part of(String line) {
      var columns = line.split(" \\| ", -1);
      assertThat(columns).as(line).hasSize(6);
      return new Part(columns[0], columns[1], columns[4], columns[5]);
    }
  }

  private final List<Part> parts =
      text("postgres.parts.txt")
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Part::of)
          .toList();
  private final Map<String, String> binaries = new TreeMap<>();

  @BeforeEach
  void the_binaries_are_read() throws IOException {
    assumeThat(Binaries.Bundle.forThisMachine().platform()).isEqualTo("linux-amd64");
    try (var zip =
        new ZipInputStream(requireNonNull(Binaries.class.getResourceAsStream("postgres.zip")))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var content = new String(zip.readAllBytes(), ISO_8859_1);
        if (content.startsWith(ELF)) binaries.put(entry.getName(), content);
      }
    }
    assertThat(binaries).containsKeys("bin/postgres", "bin/initdb");
  }

  @Test
  void every_program_and_library_belongs_to_one_part() {
    assertThat(binaries.keySet())
        .allSatisfy(
            file -> assertThat(parts).filteredOn(part -> file.matches(part.files())).hasSize(1));
  }

  @Test
  void every_part_is_there_in_the_version_that_the_table_says() {
    assertThat(parts).allSatisfy(part -> assertThat(thatTell(part)).as(part.mark()).isNotEmpty());
    assertThat(parts.getFirst().version()).isEqualTo(Binaries.Bundle.forThisMachine().version());
  }

  /** The names of the files, and never their content, which nobody wants to read. */
  private List<String> thatTell(Part part) {
    return binaries.entrySet().stream()
        .filter(file -> file.getKey().matches(part.files()))
        .filter(file -> file.getValue().contains(part.mark()))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Test
  void every_part_has_its_licence_in_the_notices() {
    var notices = text("postgres.LICENSE.txt").lines().toList();

    assertThat(parts).allSatisfy(part -> assertThat(notices).contains(part.name()));
  }

  private static String text(String resource) {
    try (var in = requireNonNull(Binaries.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
  }
}
