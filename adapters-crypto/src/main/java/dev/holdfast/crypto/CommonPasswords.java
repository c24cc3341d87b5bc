package dev.holdfast.crypto;

import dev.holdfast.domain.account.BlockList;
import dev.holdfast.domain.account.Password;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The 10,000 commonest passwords of eight characters or more (checklist 1.7). Read in the
 * background when built, so that neither the start nor a request waits for it.
 *
 * <p>A password is compared in the form in which it is hashed, without regard to case: full-width
 * letters do not get a common password through.
 */
public final class CommonPasswords implements BlockList {
  private static final String RESOURCE = "common-passwords.txt";

  private final CompletableFuture<String[]> sorted =
      CompletableFuture.supplyAsync(
          CommonPasswords::read,
          task -> Thread.ofPlatform().daemon().name("common-passwords").start(task));

  @Override
  public boolean contains(Password password) {
    var folded = password.normalized().toLowerCase(Locale.ROOT);
    return Arrays.binarySearch(sorted.join(), folded) >= 0;
  }

  private static String[] read() {
    try (var resource = CommonPasswords.class.getResourceAsStream(RESOURCE)) {
      var bytes = Objects.requireNonNull(resource, RESOURCE).readAllBytes();
      return new String(bytes, StandardCharsets.US_ASCII).lines().toArray(String[]::new);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
