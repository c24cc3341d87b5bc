import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Adds the bundled PostgreSQL and the libraries it brings to the bill of materials, which knows
 * only Maven's artifacts (checklist 20.2): components of their own, on which the PostgreSQL adapter
 * depends. Same input, same bytes.
 *
 * <p>Arguments: the bill of materials (CycloneDX, JSON) and the table of the parts. Does nothing
 * where Maven has written no bill (-o), or where the parts are in it already.
 */
final class PostgresParts {
  private static final String COMPONENTS = "\n  \"components\" : [\n";
  private static final String DEPENDENCIES = "\n  \"dependencies\" : [\n";

  /** A line of the table. The files and the mark of the version are for the test that checks it. */
  private record Part(String name, String version, String licence, String cpe) {
    static Part of(String line) {
      var columns = line.split(" \\| ", -1);
      return new Part(columns[0], columns[1], columns[2], columns[3]);
    }

    String reference() {
      return "pkg:generic/" + name.toLowerCase(Locale.ROOT).replace(' ', '-') + "@" + version;
    }

    String component() {
      var kind = licence.contains(" ") ? "name" : "id";
      var cpeLine =
          cpe.equals("-")
              ? ""
              : "      \"cpe\" : \"cpe:2.3:a:%s:%s:*:*:*:*:*:*:*\",\n".formatted(cpe, version);
      return """
          {
            "type" : "library",
            "bom-ref" : "%1$s",
            "name" : "%2$s",
            "version" : "%3$s",
            "scope" : "required",
            "licenses" : [
              {
                "license" : {
                  "%4$s" : "%5$s"
                }
              }
            ],
      %6$s      "purl" : "%1$s"
          },
      """
          .formatted(reference(), name, version, kind, licence, cpeLine);
    }
  }

  private PostgresParts() {}

  public static void main(String[] arguments) throws IOException {
    var bill = Path.of(arguments[0]);
    var parts =
        Files.readAllLines(Path.of(arguments[1])).stream()
            .filter(line -> !line.startsWith("#"))
            .map(Part::of)
            .toList();
    if (!Files.exists(bill) || Files.readString(bill).contains(parts.getFirst().reference())) {
      return;
    }
    var text = Files.readString(bill);
    var all = parts.stream().map(Part::component).collect(Collectors.joining());
    text = after(text, COMPONENTS, all);
    text = after(text, DEPENDENCIES, dependency(parts));
    text = after(text, adapter(text), "        \"" + parts.getFirst().reference() + "\",\n");
    Files.writeString(bill, text);
  }

  private static String dependency(List<Part> parts) {
    var libraries =
        parts.stream()
            .skip(1)
            .map(part -> "        \"" + part.reference() + "\"")
            .collect(Collectors.joining(",\n"));
    return "    {\n      \"ref\" : \"%s\",\n      \"dependsOn\" : [\n%s\n      ]\n    },\n"
        .formatted(parts.getFirst().reference(), libraries);
  }

  /** The lines after which the PostgreSQL adapter's own dependencies come. */
  private static String adapter(String text) {
    var start = text.indexOf("\"ref\" : \"pkg:maven/dev.holdfast/adapters-persistence@");
    var list = "\"dependsOn\" : [\n";
    return text.substring(start, text.indexOf(list, start) + list.length());
  }

  private static String after(String text, String place, String addition) {
    int at = text.indexOf(place);
    if (at < 0 || text.indexOf(place, at + 1) >= 0) {
      throw new IllegalStateException("not one place in the bill of materials: " + place.strip());
    }
    return text.substring(0, at + place.length()) + addition + text.substring(at + place.length());
  }
}
