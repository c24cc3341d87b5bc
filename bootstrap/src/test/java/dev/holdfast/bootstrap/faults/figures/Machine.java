package dev.holdfast.bootstrap.faults.figures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the figures were measured on and with. */
final class Machine {
  private Machine() {}

  static String text() {
    return "%s, %d cores"
        .formatted(System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors());
  }

  /**
   * How many processes want a core, on average over the last minute. Figures of a machine that was
   * busy with other things say little; this tells.
   */
  static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    } catch (IOException unknown) {
      return "";
    }
  }

  static String versions() {
    return "Java %s, %s, %s"
        .formatted(
            System.getProperty("java.version"),
            first(
                "/bin/sh",
                "-c",
                "ls -d /usr/lib/postgresql/* | sed 's,.*/,PostgreSQL ,' | tail -1"),
            first("/usr/sbin/pgbouncer", "--version"));
  }

  private static String first(String... words) {
    try {
      var process = new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("").strip();
    } catch (IOException absent) {
      return "";
    }
  }
}
