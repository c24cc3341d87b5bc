package dev.holdfast.postgres.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What may differ between one embedded server and another.
 *
 * @param binaries where to unpack PostgreSQL; null: inside the data folder, which works where
 *     temporary folders forbid execution
 * @param throwaway true for tests only: nothing is flushed to disk, and the login role may do all
 */
public record Settings(@Nullable Path binaries, boolean throwaway) {
  /** Durable, and all in the data folder. */
  public static Settings durable() {
    return new Settings(null, false);
  }

  /** For tests: fast, forgets everything when the machine crashes, shares unpacked binaries. */
  public static Settings throwaway(Path binaries) {
    return new Settings(binaries, true);
  }

  /** Durable, with the binaries shared between data folders. */
  public Settings withBinaries(Path folder) {
    return new Settings(folder, throwaway);
  }
}
