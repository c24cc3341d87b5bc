import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Asks the OSV database whether an advisory is known for a part of the product (checklist 20.3).
 *
 * <p>Reads the bill of materials; sends the name and version of every part, one question a part;
 * fails on any advisory that build/advisories.txt does not excuse, on an excuse that has ended, and
 * where the database does not answer: silence is no "all clear". Arguments: the bill of materials
 * and the address to ask.
 *
 * <p>A line of advisories.txt: the advisory's id, the day it was looked at, the last day that the
 * excuse holds, the reason.
 */
final class Audit {
  private static final Path EXCUSES = Path.of("build", "advisories.txt");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern PART = Pattern.compile("\"purl\" : \"(pkg:maven/[^?\"]+)");

  /** Aliases and related advisories are lists of names without this key. */
  private static final Pattern ADVISORY =
      Pattern.compile("\"id\"\\s*:\\s*\"([A-Z]+-[A-Za-z0-9-]+)\"");

  private Audit() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var excuses = excuses();
    var findings = new ArrayList<String>();
    var parts = parts(Path.of(arguments[0]));
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      for (String part : parts) {
        for (String advisory : ask(client, URI.create(arguments[1]), part)) {
          var end = excuses.get(advisory);
          if (end == null) {
            findings.add(part + " has " + advisory);
          } else if (end.isBefore(LocalDate.now())) {
            findings.add(part + " has " + advisory + ", and its excuse ended on " + end);
          }
        }
      }
    }
    findings.forEach(System.out::println);
    System.out.println(parts.size() + " parts asked about, " + findings.size() + " findings");
    if (!findings.isEmpty()) {
      System.exit(1);
    }
  }

  private static List<String> parts(Path sbom) throws IOException {
    var parts =
        PART.matcher(Files.readString(sbom))
            .results()
            .map(found -> found.group(1))
            .filter(purl -> !purl.startsWith("pkg:maven/dev.holdfast/"))
            .toList();
    if (parts.isEmpty()) {
      throw new IllegalStateException("no parts in " + sbom);
    }
    return parts;
  }

  private static TreeSet<String> ask(HttpClient client, URI database, String part)
      throws IOException, InterruptedException {
    var question = "{\"package\":{\"purl\":\"" + part + "\"}}";
    var request =
        HttpRequest.newBuilder(database)
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(question))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(database + " answered " + answer.statusCode() + " about " + part);
    }
    var advisories = new TreeSet<String>();
    ADVISORY.matcher(answer.body()).results().forEach(found -> advisories.add(found.group(1)));
    return advisories;
  }

  private static Map<String, LocalDate> excuses() throws IOException {
    var excuses = new HashMap<String, LocalDate>();
    for (String line : Files.readAllLines(EXCUSES)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      var words = line.strip().split("\\s+", 4);
      if (words.length < 4) {
        throw new IllegalArgumentException("an excuse needs id, day, last day and reason: " + line);
      }
      LocalDate.parse(words[1]);
      excuses.put(words[0], LocalDate.parse(words[2]));
    }
    return excuses;
  }
}
