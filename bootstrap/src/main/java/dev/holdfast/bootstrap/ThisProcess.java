package dev.holdfast.bootstrap;

import dev.holdfast.crypto.SecureEntropy;
import dev.holdfast.domain.platform.InstanceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What this process is called, in the audit and wherever instances are told apart. */
final class ThisProcess {
  private static final Path HOST = Path.of("/etc/hostname");
  private static final int LONGEST = 60;

  private ThisProcess() {}

  /**
   * Another one at each call. The host's name is read, never looked up: that could take seconds.
   */
  static InstanceName name() {
    return InstanceName.of(host(), new SecureEntropy());
  }

  private static String host() {
    @Nullable String given = System.getenv("HOSTNAME");
    var name = plain(given == null ? fromFile() : given);
    return name.isEmpty() ? "holdfast" : name;
  }

  private static String fromFile() {
    try {
      return Files.isReadable(HOST) ? Files.readString(HOST) : "";
    } catch (IOException unreadable) {
      return "";
    }
  }

  private static String plain(String name) {
    var plain = name.strip().replaceAll("[^A-Za-z0-9._-]", "");
    return plain.substring(0, Math.min(plain.length(), LONGEST));
  }
}
