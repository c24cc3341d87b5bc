package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A section of {@code docs/deployment.md}, so that what runs in tests is what people read. Each
 * fenced block begins with a comment that names its file; what the page declares to be the reader's
 * (hosts, ports, paths, passwords) is filled in, and nothing else can be.
 */
public final class Recipe {
  private static final Path PAGE = Path.of("..", "docs", "deployment.md").toAbsolutePath();
  private static final String PLACEHOLDERS = "What is yours in the files";
  private static final Pattern PATHS = Pattern.compile("/(etc|run|var)/.+");

  private final String title;
  private final String text;
  private final String placeholders;

  private Recipe(String title, String text, String placeholders) {
    this.title = title;
    this.text = text;
    this.placeholders = placeholders;
  }

  /** The section under this heading. */
  public static Recipe of(String title) {
    return new Recipe(title, section(title), section(PLACEHOLDERS));
  }

  /** Whether an operator who reads the section reads these words, wherever its lines end. */
  public boolean says(String words) {
    return text.replaceAll("\\s+", " ").contains(words);
  }

  /**
   * A file as it would be written.
   *
   * @param name as the comment in its first line has it
   * @param filled the page's placeholders to what they are here; each must occur in the file
   */
  public String file(String name, Map<String, String> filled) {
    return fill(name, block(name), filled);
  }

  /** A file of variables, as systemd and the like read it. */
  public Map<String, String> settings(String name, Map<String, String> filled) {
    var settings = new TreeMap<String, String>();
    for (var line : file(name, filled).lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) continue;
      int equals = line.indexOf('=');
      settings.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return settings;
  }

  private String block(String name) {
    var lines = new ArrayList<String>();
    boolean inside = false;
    for (var line : text.lines().toList()) {
      if (!line.startsWith("```")) {
        if (inside) lines.add(line);
        continue;
      }
      inside = !inside;
      if (!inside && isNamed(lines, name)) return String.join("\n", lines) + "\n";
      lines.clear();
    }
    throw new AssertionError("docs/deployment.md, \"%s\" has no file %s".formatted(title, name));
  }

  private static boolean isNamed(List<String> lines, String name) {
    return !lines.isEmpty() && lines.getFirst().matches("[#;] " + Pattern.quote(name));
  }

  /** All at once: what was filled in is never taken for a placeholder itself. */
  private String fill(String name, String block, Map<String, String> filled) {
    var words =
        filled.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    var places = Pattern.compile("(?<![\\w.])(?:" + words + ")(?!\\w)").matcher(block);
    var left = new ArrayList<>(filled.keySet());
    var file =
        places.replaceAll(
            place -> {
              left.remove(place.group());
              return Matcher.quoteReplacement(filled.getOrDefault(place.group(), ""));
            });
    if (!left.isEmpty()) throw new AssertionError(name + " does not have " + left);
    filled.keySet().forEach(this::assertDeclared);
    return file;
  }

  private void assertDeclared(String placeholder) {
    if (PATHS.matcher(placeholder).matches()) return;
    if (placeholders.contains("`" + placeholder + "`")) return;
    throw new AssertionError(
        "\"%s\" of docs/deployment.md does not list %s".formatted(PLACEHOLDERS, placeholder));
  }

  private static String section(String title) {
    try {
      for (var section : Files.readString(PAGE).split("\n## ", -1)) {
        if (section.startsWith(title + "\n")) return section;
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    throw new AssertionError("docs/deployment.md has no section \"" + title + "\"");
  }
}
