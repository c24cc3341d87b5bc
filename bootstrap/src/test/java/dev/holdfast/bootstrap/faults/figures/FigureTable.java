package dev.holdfast.bootstrap.faults.figures;

import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Measured figures, the newest of each measure, in the order of their rows; as lines of JSON and as
 * a table for people.
 */
public final class FigureTable {
  private final SequencedMap<String, String> lines;

  private FigureTable(SequencedMap<String, String> lines) {
    this.lines = lines;
  }

  /** From lines of JSON; a later line replaces an earlier one of the same measure. */
  public static FigureTable of(String text) {
    SequencedMap<String, String> lines = new LinkedHashMap<>();
    text.lines().filter(line -> !line.isBlank()).forEach(line -> lines.put(key(line), line));
    return new FigureTable(lines);
  }

  /** From what runs have left in a folder: the files {@code <row>.json}. */
  public static FigureTable in(Path folder) throws IOException {
    var text = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    return of(text.toString());
  }

  /** These, but of every row that the newer ones have, only theirs. */
  public FigureTable with(FigureTable newer) {
    var rows = newer.lines.values().stream().map(line -> member(line, "row")).toList();
    var all =
        lines.values().stream()
            .filter(line -> !rows.contains(member(line, "row")))
            .collect(Collectors.toList());
    all.addAll(newer.lines.values());
    return of(String.join("\n", all));
  }

  /** As they are kept. */
  public String lines() {
    return ordered().stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** As the page shows them; empty as long as nothing was measured. */
  public String markdown() {
    if (lines.isEmpty()) return "";
    var table = new StringBuilder();
    var grounds = ordered().stream().map(FigureTable::ground).distinct().toList();
    for (var ground : grounds) table.append(ground).append("\n");
    ordered().stream()
        .map(line -> member(line, "loadBefore"))
        .filter(load -> !load.isEmpty())
        .mapToDouble(Double::parseDouble)
        .max()
        .ifPresent(
            load ->
                table.append(
                    String.format(
                        Locale.ROOT, "- load average before a row, at most: %.1f\n", load)));
    table.append(
        """

        | Row | Fault | Measure | Target | Measured | |
        |---|---|---|---|---|---|
        """);
    for (var line : ordered()) {
      table.append(
          "| %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  member(line, "row"),
                  member(line, "fault"),
                  member(line, "measure"),
                  member(line, "target"),
                  member(line, "measured"),
                  isMet(line) ? "" : "**missed**"));
    }
    return table.toString();
  }

  /** Two faults of one row have measures of one name. */
  private static String key(String line) {
    return String.join(" ", member(line, "row"), member(line, "fault"), member(line, "measure"));
  }

  private static String ground(String line) {
    return "- %s, %s run: %s; %s"
        .formatted(
            member(line, "date"),
            member(line, "level"),
            member(line, "machine"),
            member(line, "versions"));
  }

  /** By the number of the row; within a row as measured. */
  private List<String> ordered() {
    Map<Integer, StringBuilder> rows = new TreeMap<>();
    for (var line : lines.values()) {
      int row = Integer.parseInt(member(line, "row").substring(1));
      rows.computeIfAbsent(row, _ -> new StringBuilder()).append(line).append("\n");
    }
    return rows.values().stream().flatMap(text -> text.toString().lines()).toList();
  }

  private static boolean isMet(String line) {
    return object(line).member("met").orElse(null) instanceof JsonValue.Bool(var met) && met;
  }

  private static String member(String line, String name) {
    return object(line).member(name).orElse(null) instanceof JsonValue.Text(var text) ? text : "";
  }

  private static JsonValue.Obj object(String line) {
    return (JsonValue.Obj) Json.read(line.getBytes(StandardCharsets.UTF_8));
  }
}
