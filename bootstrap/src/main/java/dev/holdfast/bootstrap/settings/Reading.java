package dev.holdfast.bootstrap.settings;

import dev.holdfast.bootstrap.settings.Configuration.Report.Line;
import dev.holdfast.bootstrap.settings.Sources.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings one by one and remembers every mistake, and for the start-up lines what each value
 * is and where it came from.
 */
final class Reading {

  private static final long LONGEST_FILE = 64 * 1024L;

  private final Sources sources;
  private final List<Problem> problems;
  private final List<Line> lines = new ArrayList<>();

  Reading(Sources sources, List<Problem> problems) {
    this.sources = sources;
    this.problems = problems;
  }

  void problem(String setting, String what, String mend) {
    problems.add(new Problem(setting, what, mend));
  }

  void derived(String name, String value) {
    lines.add(new Line(name, value, Origin.DERIVED.word()));
  }

  void line(String name, String value, Origin origin) {
    lines.add(new Line(name, value, origin.word()));
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  /** The value that was set; empty if none was, or if it is wrong, which is then a problem. */
  <T> Optional<T> given(Setting<T> setting) {
    var text = text(setting);
    if (text == null) return Optional.empty();
    var value = setting.secret() ? text.value() : text.value().strip();
    if (Settings.asksForWhatIsMissing(setting, value)) {
      problem(
          text.name(), "asks for a feature that this version does not have", "unset it for now");
      return Optional.empty();
    }
    try {
      var parsed = setting.form().read(value);
      lines.add(new Line(text.name(), setting.secret() ? "[hidden]" : value, text.origin().word()));
      return Optional.of(parsed);
    } catch (Malformed wrong) {
      problem(text.name(), wrong.what(), wrong.mend());
      return Optional.empty();
    }
  }

  /** The value that was set, else the table's default. */
  <T> T orDefault(Setting<T> setting) {
    var text = setting.fallback();
    if (text == null) throw new IllegalStateException(setting.name() + " has no fixed default");
    var given = given(setting);
    if (given.isPresent()) return given.get();
    line(setting.name(), text, Origin.DEFAULT);
    return setting.form().read(text);
  }

  /** The value that was set, else one that follows from something else. */
  <T> T orDerived(Setting<T> setting, T derived, String shown) {
    var given = given(setting);
    if (given.isPresent()) return given.get();
    derived(setting.name(), shown);
    return derived;
  }

  /** Whether any of a setting's names carries a text, right or wrong. */
  boolean isSet(Setting<?> setting) {
    return setting.names().stream()
        .anyMatch(name -> isSet(name) || (setting.secret() && isSet(name + "_FILE")));
  }

  private boolean isSet(String name) {
    var text = sources.find(name);
    return text != null && !isNothing(text);
  }

  private @Nullable Text text(Setting<?> setting) {
    for (var name : setting.names()) {
      var text = sources.find(name);
      var file = setting.secret() ? sources.find(name + "_FILE") : null;
      if (text != null && file != null) {
        problem(name, "is set twice, with " + name + "_FILE", "set one of the two");
      }
      if (text != null && !isNothing(text)) return text;
      if (file != null) return content(name, file);
    }
    return null;
  }

  /** {@code BASE_URL=/} is set by build tools and means nothing (protocol env). */
  private static boolean isNothing(Text text) {
    return text.name().equals("BASE_URL") && text.value().equals("/");
  }

  private @Nullable Text content(String name, Text file) {
    try {
      var path = Path.of(file.value().strip());
      if (Files.size(path) > LONGEST_FILE) {
        problem(file.name(), "names a file over 64 KiB", "a file that holds the secret alone");
        return null;
      }
      // The line break that editors add is not part of the secret.
      var secret = Files.readString(path).replaceFirst("\\r?\\n\\z", "");
      if (!secret.isEmpty()) return new Text(name, secret, Origin.FILE);
      problem(file.name(), "names an empty file", "a file that holds the secret alone");
    } catch (IOException | InvalidPathException unreadable) {
      problem(file.name(), "names a file that cannot be read", "a UTF-8 file that we may read");
    }
    return null;
  }
}
