package dev.holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class BackgroundPriorityTest {
  /** Of the fields of {@code /proc/.../stat} behind the name in brackets, see proc(5). */
  private static final int NICE = 16;

  @Test
  void a_thread_of_long_computations_lowers_its_own_share_and_nobody_elses() throws Exception {
    int mine = niceness();
    var seen = new AtomicInteger(Integer.MIN_VALUE);
    Thread.ofPlatform().start(BackgroundPriority.of(() -> seen.set(niceness()))).join();

    assertThat(seen.get()).isGreaterThanOrEqualTo(10);
    assertThat(niceness()).isEqualTo(mine);
  }

  private static int niceness() {
    try {
      var stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE]);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
