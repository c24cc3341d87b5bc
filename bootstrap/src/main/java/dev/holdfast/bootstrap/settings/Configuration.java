package dev.holdfast.bootstrap.settings;

import dev.holdfast.bootstrap.settings.Choices.Coexist;
import dev.holdfast.bootstrap.settings.Choices.DatabaseMode;
import dev.holdfast.bootstrap.settings.Choices.LogFormat;
import dev.holdfast.bootstrap.settings.Choices.LogLevel;
import dev.holdfast.bootstrap.settings.Choices.Role;
import dev.holdfast.bootstrap.settings.Choices.SameSite;
import dev.holdfast.domain.account.PasswordPolicy;
import dev.holdfast.domain.config.Mode;
import dev.holdfast.domain.config.PublicUrl;
import dev.holdfast.domain.config.SignUpPolicy;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.domain.token.TokenPolicy;
import dev.holdfast.postgres.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A deployment's settings, all valid. Never prints a secret.
 *
 * @param configuredSecrets null in development without one: see {@link #secrets}
 * @param jwksUrl where APIs are told to fetch the public keys
 * @param auditRetention how long sealed rows of the audit are kept; zero: for ever
 * @param traces null: none are sent
 * @param dataFolder for the embedded PostgreSQL and the development secret
 * @param report for the start-up lines
 */
public record Configuration(
    Mode mode,
    Role role,
    PublicUrl publicUrl,
    Listening listening,
    @Nullable SecretRing configuredSecrets,
    Database database,
    Sessions sessions,
    Cookies cookies,
    SignUpPolicy signUp,
    PasswordPolicy passwords,
    TokenPolicy tokens,
    String jwksUrl,
    Duration auditRetention,
    Logging logging,
    Metrics metrics,
    @Nullable TraceSettings traces,
    Path dataFolder,
    Report report) {

  /** Reads and validates everything; opens nothing, and writes nothing. */
  public static Result read(Map<String, String> environment, Path workingFolder) {
    return ConfigurationReader.read(environment, workingFolder.resolve(".env"));
  }

  /** The configured secrets; in development without one, the one kept in the data folder. */
  public SecretRing secrets(Entropy entropy) {
    if (configuredSecrets != null) return configuredSecrets;
    return SecretRing.of(DevelopmentSecret.in(dataFolder, entropy));
  }

  /** The same without making one: empty in development before the first start. */
  public Optional<SecretRing> secretsIfAny() {
    if (configuredSecrets != null) return Optional.of(configuredSecrets);
    return DevelopmentSecret.kept(dataFolder).map(SecretRing::of);
  }

  /** All valid, or every mistake. */
  public sealed interface Result {
    record Valid(Configuration configuration) implements Result {}

    record Invalid(List<Problem> problems) implements Result {
      public Invalid {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Who is let in over HTTP.
   *
   * @param port 0: any free one
   * @param trustedOrigins patterns beside the public URL's own origin
   * @param trustedProxies networks whose forwarding headers are believed
   * @param reasonsInHeader whether a refusal's reason goes into a response header
   * @param shutdownNotice how long requests are taken after readiness turned red for good
   * @param suspendToken of the platform's hook; null: there is none
   * @param doctorToken of {@code doctor}; null: see {@link DoctorToken}
   */
  public record Listening(
      String address,
      int port,
      List<String> trustedOrigins,
      List<String> trustedProxies,
      boolean reasonsInHeader,
      @Nullable String suspendToken,
      @Nullable String doctorToken,
      Duration shutdownNotice) {
    public Listening {
      trustedOrigins = List.copyOf(trustedOrigins);
      trustedProxies = List.copyOf(trustedProxies);
    }

    @Override
    public String toString() {
      return "Listening[" + address + ":" + port + "]";
    }
  }

  /**
   * Which database, and who else uses it.
   *
   * @param url null: the embedded PostgreSQL
   * @param unpooledUrl for migrations; null: as {@code url}
   * @param instances how many processes share what the role may open
   * @param variables names in the process environment, by which platforms are known
   */
  public record Database(
      @Nullable DatabaseSettings url,
      @Nullable DatabaseSettings unpooledUrl,
      DatabaseMode mode,
      int instances,
      Set<String> variables,
      Coexist coexist) {
    public Database {
      variables = Set.copyOf(variables);
    }

    public boolean isEmbedded() {
      return url == null;
    }

    @Override
    public String toString() {
      return "Database[" + (isEmbedded() ? "embedded" : "by URL") + ", " + coexist + "]";
    }
  }

  /**
   * How long sessions live.
   *
   * @param maxLifetime null: not set, so that the default can follow from coexist
   * @param grace how long a verified one is served to reads while the database is away
   */
  public record Sessions(
      Duration expiresIn,
      Duration updateAge,
      Duration freshAge,
      @Nullable Duration maxLifetime,
      Duration grace) {
    private static final Duration MAX_LIFETIME = Duration.ofDays(30);

    /** With better-auth beside us it would go on extending what we end (decisions). */
    public Duration maxLifetime(boolean coexist) {
      if (maxLifetime != null) return maxLifetime;
      return coexist ? Duration.ZERO : MAX_LIFETIME;
    }
  }

  /**
   * What all cookies have in common.
   *
   * @param domain null: the host alone
   */
  public record Cookies(
      String prefix, SameSite sameSite, @Nullable String domain, boolean secure) {}

  /**
   * Where measures may be fetched. Never prints the token.
   *
   * @param port of their own; 0: none
   * @param token for fetching them from the main port; null: not there
   */
  public record Metrics(int port, @Nullable String token) {
    public boolean isWanted() {
      return port != 0 || token != null;
    }

    @Override
    public String toString() {
      return "Metrics[" + port + "]";
    }
  }

  /** How log lines are written. */
  public record Logging(LogFormat format, LogLevel level) {}

  /**
   * What is said at start.
   *
   * @param read each setting with its value fit to be shown and its origin
   * @param remarks whole sentences about what may surprise
   */
  public record Report(List<Line> read, List<String> remarks) {
    public Report {
      read = List.copyOf(read);
      remarks = List.copyOf(remarks);
    }

    /** One setting; secrets as a fingerprint or hidden. */
    public record Line(String name, String value, String origin) {}
  }
}
