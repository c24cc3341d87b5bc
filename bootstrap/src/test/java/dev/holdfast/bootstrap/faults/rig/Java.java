package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the packaged JAR is run: with the options that {@code docs/deployment.md} recommends, 256 MiB
 * of heap, and a cache of compiled knowledge that is made once.
 */
final class Java {
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms32m",
          "-Xmx256m",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED");

  private Java() {}

  /** The words of the command line, up to where the program's own begin. */
  static List<String> command() {
    return words("-XX:AOTCache=" + Trained.CACHE);
  }

  private static List<String> words(String cache) {
    var words = new ArrayList<String>();
    words.add(System.getProperty("holdfast.java"));
    words.addAll(OPTIONS);
    words.addAll(List.of(cache, "-jar", System.getProperty("holdfast.jar")));
    return words;
  }

  /** Made before the first server starts, as a deployment's build step would. */
  private static final class Trained {
    private static final Path CACHE = train();

    private static Path train() {
      try {
        var folder = Path.of(System.getProperty("holdfast.jar")).resolveSibling("faults");
        var cache = Files.createDirectories(folder).resolve("holdfast.aot");
        var words = words("-XX:AOTCacheOutput=" + cache);
        words.add("train");
        var training = Commands.start(words, folder, folder.resolve("train.log"), Map.of());
        int code = training.onExit().join().exitValue();
        if (code != 0) throw new IllegalStateException("training ended with " + code);
        return cache;
      } catch (IOException unusable) {
        throw new UncheckedIOException(unusable);
      }
    }
  }
}
