package dev.holdfast.bootstrap.command;

import org.jspecify.annotations.Nullable;

/** Which version this is, as the JAR's manifest tells it. */
public final class Version {
  private Version() {}

  public static String text() {
    @Nullable String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development build" : version;
  }
}
