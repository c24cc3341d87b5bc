package dev.holdfast.bootstrap;

import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonValue;
import dev.holdfast.http.json.MalformedJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** JSON log lines of any instance, of which those are wanted that name certain things. */
final class LogLines {
  /** The members of a line that name a request, a user or a session. */
  private static final List<String> NAMING = List.of("requestId", "user", "session");

  private LogLines() {}

  /** One line: when it was written, and the whole of it. */
  record Line(Instant at, String text, JsonValue.Obj members) {
    /** A member that is text or a number; empty if there is none. */
    String member(String name) {
      return switch (members.member(name).orElse(new JsonValue.Null())) {
        case JsonValue.Text(String value) -> value;
        case JsonValue.Num(String digits) -> digits;
        default -> "";
      };
    }
  }

  /**
   * Reads a file, or standard input for {@code -}. What is no JSON object with a time is passed
   * over: a log has lines of others too.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  static List<Line> naming(Set<String> names, String file) {
    try (var reader =
            new BufferedReader(
                file.equals("-")
                    ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
                    : Files.newBufferedReader(Path.of(file)));
        Stream<String> lines = reader.lines()) {
      return lines
          .map(LogLines::parse)
          .flatMap(Optional::stream)
          .filter(line -> NAMING.stream().anyMatch(name -> names.contains(line.member(name))))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Optional<Line> parse(String text) {
    if (!text.startsWith("{")) return Optional.empty();
    try {
      if (!(Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof JsonValue.Obj members)) {
        return Optional.empty();
      }
      var line = new Line(Instant.EPOCH, text, members);
      var at = OffsetDateTime.parse(line.member("@timestamp")).toInstant();
      return Optional.of(new Line(at, text, members));
    } catch (MalformedJson | DateTimeParseException other) {
      return Optional.empty();
    }
  }
}
