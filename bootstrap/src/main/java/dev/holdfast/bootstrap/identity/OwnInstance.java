package dev.holdfast.bootstrap.identity;

import dev.holdfast.bootstrap.command.Version;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.domain.instance.Identity;
import dev.holdfast.domain.instance.Instance;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.secret.SecretRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** This process, as the others are to know it. */
public final class OwnInstance {
  private static final int ID_LENGTH = 16;
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private final Configuration configuration;
  private final SecretRing secrets;
  private final Supplier<List<String>> keys;
  private final Supplier<Duration> clockAhead;
  private final InstantSource clock;
  private final String id;
  private final Instant startedAt;
  private @Nullable List<String> fingerprints;

  /**
   * Derives nothing yet.
   *
   * @param keys ids of the signing keys that open
   * @param clockAhead how far the database's clock is ahead of ours
   */
  public OwnInstance(
      Configuration configuration,
      SecretRing secrets,
      Supplier<List<String>> keys,
      Supplier<Duration> clockAhead,
      Entropy entropy,
      InstantSource clock) {
    this.configuration = configuration;
    this.secrets = secrets;
    this.keys = keys;
    this.clockAhead = clockAhead;
    this.clock = clock;
    this.id = entropy.text(ID_LENGTH);
    this.startedAt = clock.instant();
  }

  public String id() {
    return id;
  }

  /** As it is at this moment. The first call takes some ten milliseconds for each secret. */
  public synchronized Instance now(String salt) {
    var known = fingerprints;
    if (known == null) {
      known = SecretFingerprints.of(secrets, salt);
      fingerprints = known;
    }
    var identity =
        new Identity(
            configuration.role().name().toLowerCase(Locale.ROOT),
            Version.text(),
            configuration.publicUrl().baseUrl(),
            configuration.tokens().issuer(),
            configuration.tokens().audience(),
            configuration.jwksUrl(),
            CookieLine.withoutValue(configuration),
            known,
            keys.get());
    return new Instance(id, name(), identity, clockAhead.get(), startedAt, clock.instant());
  }

  private String name() {
    return hostName() + ":" + configuration.listening().port();
  }

  /** Asked of the kernel: a resolver could hang. */
  private static String hostName() {
    try {
      var name = Files.readString(HOST_NAME).strip();
      return name.matches("[A-Za-z0-9._-]{1,255}") ? name : "unnamed";
    } catch (IOException other) {
      @Nullable String name = System.getenv("HOSTNAME");
      return name == null || !name.matches("[A-Za-z0-9._-]{1,255}") ? "unnamed" : name;
    }
  }
}
