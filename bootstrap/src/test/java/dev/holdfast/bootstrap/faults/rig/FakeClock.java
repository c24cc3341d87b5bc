package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A wall clock that can be set, for one process (libfaketime). Its monotonic clock is left alone:
 * with that one changed, a JVM hangs.
 */
public final class FakeClock {
  private static final Path LIBRARY =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

  private final Path file;

  private FakeClock(Path file) {
    this.file = file;
  }

  /** As far off as that; zero is right. */
  public static FakeClock offBy(Path folder, Duration offset) {
    if (!Files.exists(LIBRARY)) {
      throw new IllegalStateException("no libfaketime; e2e/install-debian.sh");
    }
    var clock = new FakeClock(folder.resolve("clock-" + Ports.free()));
    clock.set(offset);
    return clock;
  }

  /** Steps it; the process sees that within a second. */
  public void set(Duration offset) {
    try {
      Files.writeString(file, "%+d".formatted(offset.toSeconds()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What the process must find in its environment. */
  public Map<String, String> settings() {
    return Map.of(
        "LD_PRELOAD",
        LIBRARY.toString(),
        "DONT_FAKE_MONOTONIC",
        "1",
        // Debian's build would else bend timed waits as well, and parkNanos returns at once.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0",
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_TIMESTAMP_FILE",
        file.toString());
  }
}
