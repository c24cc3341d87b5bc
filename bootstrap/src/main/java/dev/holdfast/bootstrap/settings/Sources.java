package dev.holdfast.bootstrap.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where settings are read: the process environment, and in development {@code .env} below it. An
 * empty value counts as not set, as everywhere in the reference.
 */
final class Sources {
  /** One text and where it stood. */
  record Text(String name, String value, Origin origin) {
    @Override
    public String toString() {
      return "Text[" + name + ", " + origin + "]";
    }
  }

  private final Map<String, String> process;
  private final Map<String, String> dotEnv;

  private Sources(Map<String, String> process, Map<String, String> dotEnv) {
    this.process = Map.copyOf(process);
    this.dotEnv = Map.copyOf(dotEnv);
  }

  /** The process environment alone: what decides the mode. */
  static Sources of(Map<String, String> process) {
    return new Sources(process, Map.of());
  }

  /** With {@code .env} beneath; unreadable or misspelt parts become problems. */
  Sources withDotEnv(Path file, List<Problem> problems) {
    if (!Files.isRegularFile(file)) return this;
    try {
      return new Sources(process, DotEnv.parse(Files.readAllLines(file), problems));
    } catch (IOException | UncheckedIOException unreadable) {
      problems.add(new Problem(".env", "cannot be read", "a UTF-8 file that this user may read"));
      return this;
    }
  }

  @Nullable Text find(String name) {
    var own = process.get(name);
    if (own != null && !own.isEmpty()) return new Text(name, own, Origin.ENVIRONMENT);
    var below = dotEnv.get(name);
    if (below != null && !below.isEmpty()) return new Text(name, below, Origin.DOT_ENV);
    return null;
  }

  /** All names that carry a value, in order. */
  List<String> names() {
    var all = new TreeSet<String>();
    process.forEach((name, value) -> addUnlessEmpty(all, name, value));
    dotEnv.forEach((name, value) -> addUnlessEmpty(all, name, value));
    return new ArrayList<>(all);
  }

  private static void addUnlessEmpty(Set<String> all, String name, String value) {
    if (!value.isEmpty()) all.add(name);
  }
}
