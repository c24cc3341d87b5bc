package dev.holdfast.bootstrap.command;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What {@code doctor} is to look at.
 *
 * @param url the public URL, with or without the base path
 * @param api the base URL of a protected API that takes this deployment's tokens; null: none
 * @param token of the probe; null: there is none
 */
public record DoctorOptions(URI url, @Nullable URI api, @Nullable String token, boolean json) {
  @Override
  public String toString() {
    return "DoctorOptions[" + url + "]";
  }
}
